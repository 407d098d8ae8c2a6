namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>Whether a frame counts in one view of a stack trace, and why.</summary>
internal record struct FrameContribution
{
    public bool Contributes { get; set; }

    /// <summary>Why it counts or not: what the last rule with an effect did, such as <c>ignored</c>, else what was known before; null when nothing needs saying.</summary>
    public string? Effect { get; private set; }

    /// <summary>The rule that did it; null when none did.</summary>
    public StackTraceRule? Rule { get; private set; }

    /// <summary>Of a frame before any rule has its say.</summary>
    public static FrameContribution Of(bool contributes, string? reason) => new() { Contributes = contributes, Effect = reason };

    public void Decide(bool contributes, string effect, StackTraceRule? rule) => (Contributes, Effect, Rule) = (contributes, effect, rule);

    public void Note(string effect, StackTraceRule rule) => (Effect, Rule) = (effect, rule);
}
