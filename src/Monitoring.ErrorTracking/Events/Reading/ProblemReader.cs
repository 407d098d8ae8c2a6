using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads the faults that the SDK, or an earlier normalisation, has noted in the event.</summary>
internal static class ProblemReader
{
    public static void ReadAll(ref JsonCursor json, EventScope scope, List<EventProblem> problems)
    {
        if (!json.EnterArray())
        {
            scope.SkipUnexpected(ref json, "", "expected an array");
            return;
        }

        while (json.NextElement())
        {
            if (Read(ref json, scope) is { } problem && problems.Count < Limits.Problems)
            {
                problems.Add(problem);
            }
        }
    }

    private static EventProblem? Read(ref JsonCursor json, EventScope scope)
    {
        if (!json.EnterObject())
        {
            scope.SkipUnexpected(ref json, "", "expected an object");
            return null;
        }

        string? code = null;
        string? path = null;
        string? reason = null;
        while (json.NextProperty(out var name))
        {
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("type"u8):
                    code = scope.ReadName(ref json, "type", Limits.Name);
                    break;
                case 4 when name.SequenceEqual("name"u8):
                    path = scope.ReadName(ref json, "name", Limits.Path);
                    break;
                case 6 when name.SequenceEqual("reason"u8):
                    reason = scope.ReadTextOrJson(ref json, "reason", Limits.Path);
                    break;
                case 5 when name.SequenceEqual("value"u8):
                    var value = scope.ReadTextOrJson(ref json, "value", Limits.Path);
                    reason ??= value;
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return string.IsNullOrEmpty(code) ? null : new EventProblem { Code = code, Path = path ?? "", Reason = reason };
    }
}
