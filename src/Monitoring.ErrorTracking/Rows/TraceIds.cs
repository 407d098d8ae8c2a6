using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Rows;

/// <summary>The trace that an event names in its context <c>trace</c>.</summary>
internal static class TraceIds
{
    private const int Length = 32;

    /// <summary>32 hexadecimal digits in lower case; <see langword="null"/> when there is no such id.</summary>
    public static string? Of(ErrorEvent errorEvent)
    {
        var id = JsonObjects.FindText(errorEvent.Context("trace"), "trace_id")?.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        return id?.Length == Length && id.All(char.IsAsciiHexDigitLower) ? id : null;
    }
}
