namespace Monitoring.ErrorTracking.Tracing;

/// <summary>Asks for transactions or spans of a project.</summary>
public sealed record TransactionSearch
{
    /// <summary>The longest stretch of time that can be asked for.</summary>
    public static readonly TimeSpan LongestSpan = TimeSpan.FromDays(366);

    /// <summary>The beginning, cut to the hour.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, exclusive; an hour that has begun counts whole.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>
    /// Words of which each must stand in the name, in any case; <c>op:http.server</c> asks for an operation, <c>op:db*</c> for all that begin so.
    /// <see langword="null"/> for all.
    /// </summary>
    public string? Query { get; init; }

    /// <summary>Only this environment; <see langword="null"/> for all together.</summary>
    public string? Environment { get; init; }

    /// <summary>The order.</summary>
    public TransactionSort Sort { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 25;

    /// <summary>Where the page before ended, or <see langword="null"/> for the first page.</summary>
    public string? Cursor { get; init; }
}
