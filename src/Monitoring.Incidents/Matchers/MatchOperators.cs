using System.Diagnostics;

namespace Monitoring.Incidents.Matchers;

/// <summary>The signs of the operators.</summary>
internal static class MatchOperators
{
    public static MatchOperator Read(ReadOnlySpan<char> sign) => sign switch
    {
        "=" => MatchOperator.Equal,
        "!=" => MatchOperator.NotEqual,
        "=~" => MatchOperator.Matches,
        "!~" => MatchOperator.DoesNotMatch,
        _ => throw new UnreachableException($"'{sign}' is no operator."),
    };

    public static string Write(MatchOperator @operator) => @operator switch
    {
        MatchOperator.Equal => "=",
        MatchOperator.NotEqual => "!=",
        MatchOperator.Matches => "=~",
        _ => "!~",
    };
}
