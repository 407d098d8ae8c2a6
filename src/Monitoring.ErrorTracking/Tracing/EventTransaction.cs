namespace Monitoring.ErrorTracking.Tracing;

/// <summary>The transaction that an error happened in, with its figures of the day before and the hour after.</summary>
public sealed record EventTransaction
{
    /// <summary>The trace of the error, or <see langword="null"/> when it names none.</summary>
    public required string? TraceId { get; init; }

    /// <summary>The figures; <see langword="null"/> when no transaction of the name was seen in that time.</summary>
    public required TransactionDetails? Transaction { get; init; }
}
