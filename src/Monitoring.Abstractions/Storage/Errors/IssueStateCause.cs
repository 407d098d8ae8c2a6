namespace Monitoring.Storage.Errors;

/// <summary>What brought an issue into its state.</summary>
public enum IssueStateCause
{
    /// <summary>Somebody set it, or the issue was opened.</summary>
    None,

    /// <summary>An event came, whatever its release, after the issue had been resolved.</summary>
    Event,

    /// <summary>An event came of a release that should have had the mending.</summary>
    Release,

    /// <summary>The instant passed until which it was ignored.</summary>
    Time,

    /// <summary>As many events came as it was ignored for.</summary>
    Events,

    /// <summary>As many users were affected as it was ignored for.</summary>
    Users,

    /// <summary>Events came as fast as it was ignored for.</summary>
    Rate,

    /// <summary>More events came within an hour than <see cref="EscalationForecast"/> lets expect.</summary>
    Escalation,

    /// <summary>A commit that was attached to a release says that it mends it.</summary>
    Commit,
}
