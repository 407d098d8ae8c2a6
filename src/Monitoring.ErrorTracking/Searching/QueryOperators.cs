namespace Monitoring.ErrorTracking.Searching;

/// <summary>How comparisons are written.</summary>
internal static class QueryOperators
{
    public static string Sign(QueryOperator of) => of switch
    {
        QueryOperator.Less => "<",
        QueryOperator.LessOrEqual => "<=",
        QueryOperator.Greater => ">",
        QueryOperator.GreaterOrEqual => ">=",
        _ => "",
    };
}
