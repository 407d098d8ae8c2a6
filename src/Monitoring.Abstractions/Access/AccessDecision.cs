namespace Monitoring.Access;

/// <summary>Whether an actor may do something, and why not.</summary>
public sealed record AccessDecision
{
    /// <summary>The one decision that allows.</summary>
    public static AccessDecision Allowed { get; } = new() { Kind = AccessDecisionKind.Allowed };

    /// <summary>What was decided.</summary>
    public required AccessDecisionKind Kind { get; init; }

    /// <summary>Why it was refused, as a sentence for the actor; <see langword="null"/> when allowed.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the actor may.</summary>
    public bool IsAllowed => Kind == AccessDecisionKind.Allowed;
}
