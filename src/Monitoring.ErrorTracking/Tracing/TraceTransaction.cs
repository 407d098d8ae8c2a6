namespace Monitoring.ErrorTracking.Tracing;

/// <summary>A transaction that belongs to a trace.</summary>
public sealed record TraceTransaction
{
    /// <summary>Its name, cleaned of identifiers.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of work it is, such as <c>http.server</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The environment; empty when none was given.</summary>
    public required string Environment { get; init; }

    /// <summary>How long it took, and when.</summary>
    public required TransactionSample Sample { get; init; }
}
