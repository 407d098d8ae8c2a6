namespace Monitoring.ErrorTracking.Tracing;

/// <summary>Names a transaction in a stretch of time.</summary>
public sealed record TransactionName
{
    /// <summary>The name as lists show it.</summary>
    public required string Name { get; init; }

    /// <summary>The operation; <see langword="null"/> for all of the name together.</summary>
    public string? Operation { get; init; }

    /// <summary>Only this environment; <see langword="null"/> for all together.</summary>
    public string? Environment { get; init; }

    /// <summary>The beginning, cut to the hour.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, exclusive; an hour that has begun counts whole.</summary>
    public required DateTimeOffset To { get; init; }
}
