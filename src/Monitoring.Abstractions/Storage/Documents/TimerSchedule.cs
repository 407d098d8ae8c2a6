namespace Monitoring.Storage.Documents;

/// <summary>An instant at which something is due.</summary>
public sealed record TimerSchedule
{
    /// <summary>The timer's name.</summary>
    public required TimerKey Timer { get; init; }

    /// <summary>When it is due, by the store's clock.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>
    /// How often it was tried before it was set anew, for one that is tried again later; claims count on from it in
    /// <see cref="TimerClaim.Attempt"/>.
    /// </summary>
    public int Attempts { get; init; }

    /// <summary>What the handler needs to know, opaque to the store.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
