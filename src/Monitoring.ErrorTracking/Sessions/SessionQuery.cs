namespace Monitoring.ErrorTracking.Sessions;

/// <summary>Asks for sessions over time.</summary>
public sealed record SessionQuery
{
    /// <summary>Which sessions.</summary>
    public required SessionWindow Window { get; init; }

    /// <summary>In which steps; the window is widened to whole ones.</summary>
    public SessionInterval Interval { get; init; }

    /// <summary>By what they are grouped.</summary>
    public SessionGrouping GroupBy { get; init; }
}
