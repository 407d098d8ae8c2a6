using System.Reflection;

namespace Monitoring.ErrorTracking.Tests.Decoding;

/// <summary>Finds every piece of memory that an object holds, however deep.</summary>
internal static class MemoryWalk
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<ReadOnlyMemory<byte>> Of(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>([root]);
        while (open.TryPop(out var value))
        {
            switch (value)
            {
                case ReadOnlyMemory<byte> memory:
                    yield return memory;
                    continue;
                case Memory<byte> memory:
                    yield return memory;
                    continue;
                case null or string or Type or Delegate or byte[] or Pointer:
                    continue;
            }

            if (value.GetType().IsPrimitive || value.GetType().IsEnum || (!value.GetType().IsValueType && !seen.Add(value)))
            {
                continue;
            }

            foreach (var part in value is Array array ? array.Cast<object?>() : Fields(value))
            {
                open.Push(part);
            }
        }
    }

    private static IEnumerable<object?> Fields(object value)
    {
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(Instance).Where(field => !field.FieldType.IsPointer && !field.FieldType.IsPrimitive))
            {
                yield return field.GetValue(value);
            }
        }
    }
}
