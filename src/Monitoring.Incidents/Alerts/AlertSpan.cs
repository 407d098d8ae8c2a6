namespace Monitoring.Incidents.Alerts;

/// <summary>When an alert fires, as one of its senders' messages has it, and how two of them become one.</summary>
/// <param name="StartsAt">When it began.</param>
/// <param name="EndsAt">When it ended, or will be taken for ended unless somebody says otherwise.</param>
/// <param name="UpdatedAt">When the message came.</param>
/// <param name="IsTimeout">Whether the sender gave no end, so that it is this side's guess.</param>
internal readonly record struct AlertSpan(DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset UpdatedAt, bool IsTimeout)
{
    public bool IsResolvedAt(DateTimeOffset instant) => EndsAt <= instant;

    /// <summary>Whether both are of one occurrence: a message for a time after the end begins another.</summary>
    public bool Overlaps(AlertSpan other) => StartsAt <= other.EndsAt && other.StartsAt <= EndsAt;

    /// <summary>
    /// What both say together, in whatever order they came: the earlier start; the end of the newer one, but of two that are over the later end that a sender gave, and of one that fires a later end that a sender gave before.
    /// </summary>
    public static AlertSpan Merge(AlertSpan first, AlertSpan second)
    {
        var (older, newer) = Compare(first, second) <= 0 ? (first, second) : (second, first);
        var keepsEnd = !older.IsTimeout && older.EndsAt > newer.EndsAt && (!newer.IsResolvedAt(newer.UpdatedAt) || older.IsResolvedAt(newer.UpdatedAt));
        return newer with
        {
            StartsAt = older.StartsAt < newer.StartsAt ? older.StartsAt : newer.StartsAt,
            EndsAt = keepsEnd ? older.EndsAt : newer.EndsAt,
        };
    }

    /// <summary>By age; of two that came at one instant, what a sender said of the end is the newer one.</summary>
    private static int Compare(AlertSpan first, AlertSpan second) =>
        (first.UpdatedAt, !first.IsTimeout, first.EndsAt, first.StartsAt).CompareTo((second.UpdatedAt, !second.IsTimeout, second.EndsAt, second.StartsAt));
}
