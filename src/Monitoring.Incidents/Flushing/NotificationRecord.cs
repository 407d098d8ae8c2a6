using System.Collections.Immutable;
using Monitoring.Incidents.Labels;

namespace Monitoring.Incidents.Flushing;

/// <summary>What a receiver was told last of a group.</summary>
internal sealed record NotificationRecord
{
    public required ImmutableHashSet<LabelFingerprint> Firing { get; init; }

    public required ImmutableHashSet<LabelFingerprint> Resolved { get; init; }

    public required DateTimeOffset SentAt { get; init; }
}
