using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Tracing.Answering;

/// <summary>Where an error happened.</summary>
internal sealed record EventTrace
{
    public required string? TraceId { get; init; }

    /// <summary>What the transaction may be called, the likeliest first.</summary>
    public required ImmutableArray<string> Names { get; init; }

    public required DateTimeOffset At { get; init; }
}
