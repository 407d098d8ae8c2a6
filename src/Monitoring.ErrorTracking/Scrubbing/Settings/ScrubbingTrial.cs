namespace Monitoring.ErrorTracking.Scrubbing.Settings;

/// <summary>What scrubbing makes of an event.</summary>
public sealed record ScrubbingTrial
{
    /// <summary>The event as it would be stored: JSON with the reasons under <c>_meta</c>.</summary>
    public required ReadOnlyMemory<byte> Event { get; init; }

    /// <summary>Whether anything was changed.</summary>
    public required bool IsChanged { get; init; }
}
