namespace Monitoring.ErrorTracking.Monitors;

/// <summary>Which check-ins to list; the youngest come first.</summary>
public sealed record CheckInSearch
{
    /// <summary>Only those of this environment; <see langword="null"/> for all.</summary>
    public string? Environment { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Where the page before ended, or <see langword="null"/>.</summary>
    public string? Cursor { get; init; }
}
