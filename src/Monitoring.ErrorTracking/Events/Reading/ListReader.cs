using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads lists, which SDKs write as an array or as an object with the array under <c>values</c>.</summary>
internal static class ListReader
{
    /// <summary>Reads one element; null when it is to be left out.</summary>
    public delegate T? ElementReader<out T>(ref JsonCursor json, EventScope scope)
        where T : class;

    /// <summary>Reads an array, or an object with <c>values</c>.</summary>
    public static ImmutableArray<T> Read<T>(ref JsonCursor json, EventScope scope, BoundedList<T> list, ElementReader<T> read)
        where T : class
    {
        if (json.Kind == JsonValueKind.Array)
        {
            return ReadElements(ref json, scope, list, read);
        }

        ImmutableArray<T> values = [];
        if (!json.EnterObject())
        {
            scope.SkipUnexpected(ref json, "", "expected a list");
            return values;
        }

        while (json.NextProperty(out var name))
        {
            if (name.SequenceEqual("values"u8))
            {
                values = ReadElements(ref json, scope, list, read);
            }
            else
            {
                json.Skip();
            }
        }

        return values;
    }

    /// <summary>Reads an array whose elements are objects. Elements that are null are left out.</summary>
    public static ImmutableArray<T> ReadElements<T>(ref JsonCursor json, EventScope scope, BoundedList<T> list, ElementReader<T> read)
        where T : class
    {
        if (!json.EnterArray())
        {
            scope.SkipUnexpected(ref json, "values", "expected an array");
            return [];
        }

        scope.Enter("values");
        for (var index = 0; json.NextElement(); index++)
        {
            scope.Enter(index);
            if (json.Kind != JsonValueKind.Object)
            {
                scope.SkipUnexpected(ref json, "", "expected an object");
            }
            else if (read(ref json, scope) is { } item)
            {
                list.Add(item);
            }

            scope.Leave();
        }

        scope.Leave();
        return Drain(scope, "values", list);
    }

    /// <summary>The collected items; notes when some were left out.</summary>
    public static ImmutableArray<T> Drain<T>(EventScope scope, string field, BoundedList<T> list)
    {
        if (list.Dropped > 0)
        {
            scope.Report(field, EventProblemCodes.ValueTooLong, string.Create(CultureInfo.InvariantCulture, $"{list.Dropped} of {list.Total} elements were left out"));
        }

        return list.Total == 0 ? [] : list.Drain();
    }
}
