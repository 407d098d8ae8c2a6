namespace Monitoring.ErrorTracking.Grouping.Rules;

/// <summary>
/// How much work rules may make of one event, whatever the rules and the event are. The work is counted and not timed, so that the same event is always
/// grouped the same. Rules that come after it is spent match nothing.
/// </summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class RuleBudget(long steps = RuleLimits.Steps)
{
    private const int CharactersOfStep = 64;

    public long Left { get; private set; } = steps;

    public bool IsSpent => Left < 0;

    /// <summary>How much more it costs to look at a text than at a short one.</summary>
    public static int WeightOf(int length) => 1 + (length / CharactersOfStep);

    public bool TrySpend(long steps) => (Left = IsSpent ? Left : Left - steps) >= 0;
}
