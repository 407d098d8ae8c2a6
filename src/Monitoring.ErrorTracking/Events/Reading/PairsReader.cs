using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads what SDKs write as an object or as an array of pairs: headers, cookies, parameters.</summary>
internal static class PairsReader
{
    /// <summary>Adds the pairs of an object or an array; anything else is consumed and noted.</summary>
    public static void Read(ref JsonCursor json, EventScope scope, string field, ref PairList pairs)
    {
        if (json.EnterObject())
        {
            while (json.NextProperty(out var name))
            {
                Add(ref pairs, scope.Strings.GetPlain(name), ReadValue(ref json, scope, field));
            }
        }
        else if (json.EnterArray())
        {
            while (json.NextElement())
            {
                ReadPair(ref json, scope, field, ref pairs);
            }
        }
        else
        {
            scope.SkipUnexpected(ref json, field, "expected pairs");
        }
    }

    private static void ReadPair(ref JsonCursor json, EventScope scope, string field, ref PairList pairs)
    {
        if (!json.EnterArray())
        {
            scope.SkipUnexpected(ref json, field, "expected a pair");
            return;
        }

        string? name = null;
        string? value = null;
        for (var place = 0; json.NextElement(); place++)
        {
            switch (place)
            {
                case 0:
                    name = scope.ReadLenientName(ref json, field);
                    break;
                case 1:
                    value = ReadValue(ref json, scope, field);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        Add(ref pairs, name, value);
    }

    private static void Add(ref PairList pairs, string? name, string? value)
    {
        if (name is not null && value is not null)
        {
            pairs.Add(name, value);
        }
    }

    /// <summary>A text, several texts joined by commas, or the JSON of anything else.</summary>
    private static string? ReadValue(ref JsonCursor json, EventScope scope, string field)
    {
        if (json.Kind != JsonValueKind.Array)
        {
            return scope.ReadTextOrJson(ref json, field, Limits.Unbounded);
        }

        var values = new List<string>();
        json.EnterArray();
        while (json.NextElement())
        {
            if (scope.ReadTextOrJson(ref json, field, Limits.Unbounded) is { } value)
            {
                values.Add(value);
            }
        }

        return string.Join(',', values);
    }
}
