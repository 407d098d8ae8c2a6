namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>What rules see of the exception that a stack trace belongs to. All of it is missing when the trace belongs to none.</summary>
internal readonly record struct ExceptionFacts
{
    public string? Type { get; init; }

    public string? Value { get; init; }

    /// <summary>The type of the mechanism.</summary>
    public string? Mechanism { get; init; }

    /// <summary>How much longer than short ones the texts take.</summary>
    public int Weight => RuleBudget.WeightOf((Type?.Length ?? 0) + (Value?.Length ?? 0) + (Mechanism?.Length ?? 0));
}
