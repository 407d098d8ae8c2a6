using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Notes what had to be repaired before the event could be read.</summary>
internal static class RepairNotes
{
    public static void Report(JsonRepairs repairs, EventScope scope)
    {
        if (repairs == JsonRepairs.None)
        {
            return;
        }

        Report(repairs, JsonRepairs.InvalidUtf8, EventProblemCodes.InvalidData, "bytes that are no UTF-8 were replaced", scope);
        Report(repairs, JsonRepairs.LoneSurrogates, EventProblemCodes.InvalidData, "halves of characters were replaced", scope);
        Report(repairs, JsonRepairs.ControlCharacters, EventProblemCodes.InvalidData, "control characters were escaped", scope);
        Report(repairs, JsonRepairs.NonFiniteNumbers, EventProblemCodes.InvalidData, "numbers that are not finite became texts", scope);
        Report(repairs, JsonRepairs.TooDeep, EventProblemCodes.ValueTooLong, "parts that were nested too deeply were left out", scope);
    }

    private static void Report(JsonRepairs repairs, JsonRepairs repair, string code, string reason, EventScope scope)
    {
        if ((repairs & repair) != 0)
        {
            scope.Report("", code, reason);
        }
    }
}
