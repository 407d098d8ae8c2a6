namespace Monitoring.ErrorTracking.Tracing.Reading;

/// <summary>What a span says, as it was sent: neither scrubbed nor cleaned.</summary>
internal sealed record SpanFacts
{
    /// <summary>The trace, 32 hexadecimal digits; null when it names none.</summary>
    public required string? TraceId { get; init; }

    public string? Operation { get; init; }

    /// <summary>What it is called: the description of a span, the name of a transaction.</summary>
    public string? Name { get; init; }

    public string? Status { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public string? Release { get; init; }

    public string? Environment { get; init; }

    /// <summary>Whether it is the work that a service did for one call, a transaction by another name.</summary>
    public bool IsSegment { get; init; }

    /// <summary>Where a segment's name comes from.</summary>
    public string? Source { get; init; }

    /// <summary>Who is behind a segment. Personal data.</summary>
    public TraceUser? User { get; init; }
}
