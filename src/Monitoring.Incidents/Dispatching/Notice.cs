using System.Collections.Immutable;
using Monitoring.Incidents.Alerts;
using Monitoring.Incidents.Flushing;

namespace Monitoring.Incidents.Dispatching;

/// <summary>Something that a receiver is to be told. It counts as told once <see cref="Dispatcher.Told"/> says so; until then each flush says it again.</summary>
internal sealed record Notice
{
    public required GroupKey Group { get; init; }

    public required Receiver Receiver { get; init; }

    public required NotificationReason Reason { get; init; }

    /// <summary>The instant of the flush.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the receiver is told of; empty where it wants to hear of nothing that is over, and all is.</summary>
    public required ImmutableArray<Alert> Alerts { get; init; }

    /// <summary>What the receiver knows afterwards.</summary>
    public required NotificationRecord Record { get; init; }
}
