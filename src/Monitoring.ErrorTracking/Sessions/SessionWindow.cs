namespace Monitoring.ErrorTracking.Sessions;

/// <summary>Which sessions are asked for.</summary>
public sealed record SessionWindow
{
    /// <summary>The beginning, inclusive; cut to the hour, and to the day where hours are kept no longer.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, exclusive; raised to the full hour or day. At most 731 days after <see cref="From"/>.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Only this release; <see langword="null"/> for all.</summary>
    public string? Release { get; init; }

    /// <summary>Only this environment; <see langword="null"/> for all.</summary>
    public string? Environment { get; init; }
}
