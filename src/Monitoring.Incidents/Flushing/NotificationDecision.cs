using System.Collections.Immutable;
using Monitoring.Incidents.Labels;

namespace Monitoring.Incidents.Flushing;

/// <summary>Decides whether a receiver is told of a group. The rules are Alertmanager's, in their order.</summary>
internal static class NotificationDecision
{
    /// <param name="last">What the receiver was told last, if it was.</param>
    /// <param name="firing">What fires now.</param>
    /// <param name="resolved">What is resolved and still in the group.</param>
    /// <param name="at">The instant of the flush.</param>
    /// <param name="repeat">After which time the same is told again.</param>
    /// <param name="wantsResolved">Whether the receiver is told of what is resolved.</param>
    public static NotificationReason Decide(
        NotificationRecord? last,
        ImmutableHashSet<LabelFingerprint> firing,
        ImmutableHashSet<LabelFingerprint> resolved,
        DateTimeOffset at,
        TimeSpan repeat,
        bool wantsResolved)
    {
        if (last is null)
        {
            return firing.IsEmpty ? NotificationReason.NothingToTell : NotificationReason.First;
        }

        if (!firing.IsSubsetOf(last.Firing))
        {
            return last.Firing.IsEmpty ? NotificationReason.First : NotificationReason.NewAlerts;
        }

        if (firing.IsEmpty)
        {
            // Also for a receiver that is not told of it: its record must say that it knows of nothing that fires.
            return last.Firing.IsEmpty ? NotificationReason.NothingToTell : NotificationReason.AllResolved;
        }

        if (wantsResolved && !resolved.IsSubsetOf(last.Resolved))
        {
            return NotificationReason.NewResolved;
        }

        return last.SentAt < at - repeat ? NotificationReason.Repeat : NotificationReason.Known;
    }
}
