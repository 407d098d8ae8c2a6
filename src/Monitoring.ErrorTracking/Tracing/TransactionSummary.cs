namespace Monitoring.ErrorTracking.Tracing;

/// <summary>The figures of the transactions of one name and operation in a stretch of time.</summary>
/// <remarks>Percentiles are within 1 % of the true ones (<see cref="Monitoring.Storage.Errors.QuantileSketch"/>); counts, mean and maximum are exact.</remarks>
public sealed record TransactionSummary
{
    /// <summary>The name, cleaned of identifiers; <c>&lt;&lt; other &gt;&gt;</c> for all those that found no place.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of work it is, such as <c>http.server</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>How many there were.</summary>
    public required long Count { get; init; }

    /// <summary>How many failed, by the status of their trace.</summary>
    public required long Errors { get; init; }

    /// <summary>The part that failed, from 0 to 1.</summary>
    public required double ErrorRate { get; init; }

    /// <summary>
    /// (satisfied + tolerating / 2) / count, where satisfied took up to T, and tolerating up to 4 T; from 0 to 1.
    /// </summary>
    public required double Apdex { get; init; }

    /// <summary>Distinct users, when the SDK names them.</summary>
    public required long Users { get; init; }

    /// <summary>How long they took, in milliseconds.</summary>
    public required DurationFigures Duration { get; init; }
}
