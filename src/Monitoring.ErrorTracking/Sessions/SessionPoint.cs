namespace Monitoring.ErrorTracking.Sessions;

/// <summary>The sessions that began in an hour or a day.</summary>
public sealed record SessionPoint
{
    /// <summary>The beginning of it, UTC.</summary>
    public required DateTimeOffset Bucket { get; init; }

    /// <summary>How many of them belong to the group.</summary>
    public required long Sessions { get; init; }

    /// <summary>All that is known of them; <see langword="null"/> in a group of one status.</summary>
    public required SessionTotals? Totals { get; init; }
}
