using Monitoring.ErrorTracking.Rollups;

namespace Monitoring.ErrorTracking.Sessions.Counting;

/// <summary>What an application says of one of its sessions.</summary>
internal sealed record SessionUpdate
{
    /// <summary>What the session is known by: a hash of its id and its series.</summary>
    public required ulong Id { get; init; }

    public required RollupSeries Series { get; init; }

    /// <summary>When it began by the sender's clock. All updates of a session agree in this.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it began by the receiver's clock, in which it counts.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it begins with this.</summary>
    public required bool IsInit { get; init; }

    public required SessionStatus Status { get; init; }

    /// <summary>The hash of its user.</summary>
    public ulong? User { get; init; }

    /// <summary>How long it lasted, when it has ended, in seconds.</summary>
    public double? Duration { get; init; }
}
