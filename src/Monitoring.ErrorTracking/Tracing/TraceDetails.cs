using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Tracing;

/// <summary>What is known of a trace.</summary>
public sealed record TraceDetails
{
    /// <summary>The trace, 32 hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>The errors in it, by the time of their receipt.</summary>
    public required ImmutableArray<TraceError> Errors { get; init; }

    /// <summary>Those of its transactions that were kept, by the time of their end.</summary>
    public required ImmutableArray<TraceTransaction> Transactions { get; init; }

    /// <summary>From when on was looked; later than asked for when there was too much to look through.</summary>
    public required DateTimeOffset SearchedFrom { get; init; }
}
