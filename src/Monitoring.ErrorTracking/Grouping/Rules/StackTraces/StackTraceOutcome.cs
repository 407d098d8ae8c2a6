namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>What rules say about one view of a stack trace as a whole.</summary>
internal readonly record struct StackTraceOutcome
{
    /// <summary>Whether a rule demands more frames than count; then the whole trace does not count.</summary>
    public bool IsTooShort => Rule is not null;

    /// <summary>Why the trace does not count.</summary>
    public string? Effect { get; init; }

    /// <summary>The rule that demands more frames.</summary>
    public StackTraceRule? Rule { get; init; }

    /// <summary>Whether a rule says that the trace is read from the other end. It is kept for rule texts that have it; no hash depends on it.</summary>
    public bool IsInverted { get; init; }
}
