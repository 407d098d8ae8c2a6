namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>Whether a frame counts in one view of a stack trace, and what a rule did about it.</summary>
internal record struct FrameContribution
{
    public bool Contributes { get; set; }

    /// <summary>What the last rule with an effect did, such as <c>ignored</c>; null when no rule had one.</summary>
    public string? Effect { get; private set; }

    /// <summary>The rule that did it.</summary>
    public StackTraceRule? Rule { get; private set; }

    public void Decide(bool contributes, string effect, StackTraceRule rule) => (Contributes, Effect, Rule) = (contributes, effect, rule);

    public void Note(string effect, StackTraceRule rule) => (Effect, Rule) = (effect, rule);
}
