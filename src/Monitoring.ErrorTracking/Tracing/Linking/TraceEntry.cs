namespace Monitoring.ErrorTracking.Tracing.Linking;

/// <summary>That an error or a transaction belongs to a trace: one of both is given.</summary>
internal sealed record TraceEntry
{
    public required string TraceId { get; init; }

    public TraceError? Error { get; init; }

    public TraceTransaction? Transaction { get; init; }
}
