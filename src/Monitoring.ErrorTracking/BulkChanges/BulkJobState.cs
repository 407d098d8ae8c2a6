namespace Monitoring.ErrorTracking.BulkChanges;

/// <summary>How far a change of many issues is.</summary>
public enum BulkJobState
{
    /// <summary>The issues are looked for; nothing has changed.</summary>
    Finding = 1,

    /// <summary>The issues are changed, one after the other.</summary>
    Changing = 2,

    /// <summary>All issues that were found have had their turn.</summary>
    Done = 3,

    /// <summary>Somebody stopped it; what was changed stays so.</summary>
    Cancelled = 4,
}
