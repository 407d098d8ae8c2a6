namespace Monitoring.ErrorTracking.Searching.Conditions;

/// <summary>Numbers from one to another, both included.</summary>
internal readonly record struct TickRange(long Min, long Max)
{
    /// <summary>What a comparison with a stretch leaves: less than its beginning, up to its end, and so on.</summary>
    public static TickRange Of(QueryOperator of, long first, long last) => of switch
    {
        QueryOperator.Less => new(long.MinValue, first - 1),
        QueryOperator.LessOrEqual => new(long.MinValue, last),
        QueryOperator.Greater => new(last + 1, long.MaxValue),
        QueryOperator.GreaterOrEqual => new(first, long.MaxValue),
        _ => new(first, last),
    };
}
