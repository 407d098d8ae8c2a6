namespace Monitoring.ErrorTracking.Sessions.Storing;

/// <summary>What became of an update of a session.</summary>
internal enum SessionOutcome
{
    /// <summary>It changed what is counted.</summary>
    Counted,

    /// <summary>Everything in it was known.</summary>
    Unchanged,

    /// <summary>It is remembered, and counts when the beginning of its session comes.</summary>
    WithoutInit,

    /// <summary>There is no room to remember its session.</summary>
    Unremembered,
}
