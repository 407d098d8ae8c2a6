using System.Collections;
using System.Reflection;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Tests.Events;

/// <summary>Compares two values property by property, lists element by element, and names the first difference.</summary>
internal static class DeepEquality
{
    public static void AssertEqual(object? expected, object? actual) => Compare(expected, actual, "event");

    private static void Compare(object? expected, object? actual, string path)
    {
        if (expected is null || actual is null || expected is string or RawJson or DateTimeOffset || expected.GetType().IsPrimitive || expected.GetType().IsEnum)
        {
            Assert.True(Equals(expected, actual), $"{path}: expected {expected ?? "null"}, found {actual ?? "null"}");
            return;
        }

        if (expected is IEnumerable list)
        {
            var left = list.Cast<object?>().ToArray();
            var right = ((IEnumerable)actual).Cast<object?>().ToArray();
            Assert.True(left.Length == right.Length, $"{path}: expected {left.Length} elements, found {right.Length}");
            for (var i = 0; i < left.Length; i++)
            {
                Compare(left[i], right[i], $"{path}[{i}]");
            }

            return;
        }

        var properties = expected.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).ToArray();
        if (expected.GetType().Namespace?.StartsWith("Monitoring.ErrorTracking.Events", StringComparison.Ordinal) != true)
        {
            Assert.True(Equals(expected, actual), $"{path}: expected {expected}, found {actual}");
            return;
        }

        foreach (var property in properties)
        {
            Compare(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}");
        }
    }
}
