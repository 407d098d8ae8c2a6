using Monitoring.Storage.Documents;

namespace Monitoring.Timers;

/// <summary>A due timer on its way to a handler.</summary>
public sealed record TimerContext
{
    /// <summary>
    /// The claim: where the timer lies, its name and payload, how often it was tried. Its due instant is that of the
    /// last try.
    /// </summary>
    public required TimerClaim Claim { get; init; }
}
