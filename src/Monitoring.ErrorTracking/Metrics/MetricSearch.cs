namespace Monitoring.ErrorTracking.Metrics;

/// <summary>Asks for the metrics that a project has.</summary>
public sealed record MetricSearch
{
    /// <summary>The longest stretch of time that can be asked for.</summary>
    public static readonly TimeSpan LongestSpan = TimeSpan.FromDays(366);

    /// <summary>The beginning, cut to the day.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, exclusive; a day that has begun counts whole.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>What must stand in the name, in any case; <see langword="null"/> for all.</summary>
    public string? Query { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 25;

    /// <summary>Where the page before ended, or <see langword="null"/> for the first page.</summary>
    public string? Cursor { get; init; }
}
