namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>Which frames an action changes, seen from the one that was matched.</summary>
internal enum ActionReach
{
    /// <summary>The frame itself.</summary>
    Frame,

    /// <summary>All after it, towards the crash.</summary>
    After,

    /// <summary>All before it.</summary>
    Before,
}
