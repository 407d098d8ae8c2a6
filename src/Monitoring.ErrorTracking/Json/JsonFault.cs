namespace Monitoring.ErrorTracking.Json;

/// <summary>Why a <see cref="JsonCursor"/> stopped.</summary>
internal enum JsonFault
{
    None,

    /// <summary>The text ends in the middle of a value.</summary>
    UnexpectedEnd,

    /// <summary>A byte stands where the grammar allows none like it.</summary>
    Malformed,

    /// <summary>More containers are open than the cursor allows.</summary>
    TooDeep,
}
