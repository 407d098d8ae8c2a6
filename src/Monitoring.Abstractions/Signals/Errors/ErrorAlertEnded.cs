namespace Monitoring.Signals.Errors;

/// <summary>What an alert rule on errors fired for is over.</summary>
public sealed record ErrorAlertEnded : ErrorAlertSignal
{
    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>How it ended.</summary>
    public required ErrorAlertEnd End { get; init; }
}
