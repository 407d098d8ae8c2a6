namespace Monitoring.ErrorTracking.Rollups;

/// <summary>What is to be added to a series at an instant.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
internal sealed record RollupDelta<T>
    where T : class, IRollup<T>, new()
{
    public required RollupSeries Series { get; init; }

    /// <summary>When it happened; it counts in the hour and in the day of this.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What to add. It is read, maybe several times, until the answer is there.</summary>
    public required T Value { get; init; }
}
