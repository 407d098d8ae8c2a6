namespace Monitoring.ErrorTracking.Tracing;

/// <summary>The figures of a transaction in an hour or a day. Buckets without any have no point.</summary>
public sealed record TransactionPoint
{
    /// <summary>The beginning of the hour or day, in UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How many there were.</summary>
    public required long Count { get; init; }

    /// <summary>How many failed.</summary>
    public required long Errors { get; init; }

    /// <summary>See <see cref="TransactionSummary.Apdex"/>.</summary>
    public required double Apdex { get; init; }

    /// <summary>How long they took, in milliseconds.</summary>
    public required DurationFigures Duration { get; init; }
}
