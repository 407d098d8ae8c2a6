namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>Which frame a matcher looks at.</summary>
internal enum FrameOffset
{
    /// <summary>The frame that called.</summary>
    Caller = -1,

    /// <summary>The frame itself.</summary>
    Frame = 0,

    /// <summary>The frame that it called.</summary>
    Callee = 1,
}
