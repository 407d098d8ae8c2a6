namespace Monitoring.ErrorTracking.Sessions;

/// <summary>Asks for releases with their health.</summary>
public sealed record ReleaseHealthSearch
{
    /// <summary>Which sessions count; a release in it leaves only that one.</summary>
    public required SessionWindow Window { get; init; }

    /// <summary>In which order.</summary>
    public ReleaseHealthSort Sort { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Where the page before ended, or <see langword="null"/>.</summary>
    public string? Cursor { get; init; }
}
