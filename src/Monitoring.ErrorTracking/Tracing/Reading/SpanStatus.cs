namespace Monitoring.ErrorTracking.Tracing.Reading;

/// <summary>Which statuses of spans are failures: all but <c>ok</c>, <c>cancelled</c>, <c>unknown</c>, and none.</summary>
internal static class SpanStatus
{
    public static bool IsFailure(string? status) => status is not (null or "" or "ok" or "cancelled" or "unknown" or "unset");
}
