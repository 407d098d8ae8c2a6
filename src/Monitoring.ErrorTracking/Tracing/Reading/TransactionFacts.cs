using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Tracing.Reading;

/// <summary>What a transaction says, as it was sent: neither scrubbed nor cleaned.</summary>
internal sealed record TransactionFacts
{
    /// <summary>The most child spans that are read of a transaction.</summary>
    public const int MaxSpans = 2_000;

    public EventId? EventId { get; init; }

    /// <summary>The transaction itself.</summary>
    public required SpanFacts Root { get; init; }

    /// <summary>The spans in it that can be used.</summary>
    public required ImmutableArray<SpanFacts> Spans { get; init; }

    /// <summary>How many spans cannot be used, or are beyond <see cref="MaxSpans"/>.</summary>
    public required int LostSpans { get; init; }
}
