namespace Monitoring.Signals.Errors;

/// <summary>An alert rule on errors fired.</summary>
public sealed record ErrorAlertFired : ErrorAlertSignal
{
    /// <summary>Whether an <see cref="ErrorAlertEnded"/> follows. What happens in a moment, such as a new issue, has no end.</summary>
    public required bool HasEnd { get; init; }

    /// <summary>How often the rule would have fired about this since it fired before, but was in its cooldown, muted or held.</summary>
    public long Suppressed { get; init; }
}
