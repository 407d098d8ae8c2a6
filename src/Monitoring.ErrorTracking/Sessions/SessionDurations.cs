namespace Monitoring.ErrorTracking.Sessions;

/// <summary>How long sessions lasted. Sessions that were sent as mere counts have no durations.</summary>
public sealed record SessionDurations
{
    /// <summary>Of how many sessions it is known.</summary>
    public required long Count { get; init; }

    /// <summary>The mean; <see langword="null"/> when nothing is known.</summary>
    public required TimeSpan? Mean { get; init; }

    /// <summary>Half of the sessions lasted no longer, within one part in a hundred.</summary>
    public required TimeSpan? P50 { get; init; }

    /// <summary>19 of 20 sessions lasted no longer, within one part in a hundred.</summary>
    public required TimeSpan? P95 { get; init; }
}
