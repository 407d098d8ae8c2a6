namespace Monitoring.Incidents.Matchers;

/// <summary>What the strict syntax is made of.</summary>
internal enum MatcherTokenKind
{
    End,
    OpenBrace,
    CloseBrace,
    Comma,
    Operator,
    Plain,
    Quoted,
}
