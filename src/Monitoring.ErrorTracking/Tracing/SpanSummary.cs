namespace Monitoring.ErrorTracking.Tracing;

/// <summary>The figures of the spans of one operation and description in a stretch of time.</summary>
public sealed record SpanSummary
{
    /// <summary>What kind of work it is, such as <c>db</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The shape of a query, a cleaned address or a text without identifiers; <c>&lt;&lt; other &gt;&gt;</c> for those that found no place.</summary>
    public required string Description { get; init; }

    /// <summary>How many there were.</summary>
    public required long Count { get; init; }

    /// <summary>How many failed, by their status.</summary>
    public required long Errors { get; init; }

    /// <summary>The part that failed, from 0 to 1.</summary>
    public required double ErrorRate { get; init; }

    /// <summary>How long they took, in milliseconds.</summary>
    public required DurationFigures Duration { get; init; }
}
