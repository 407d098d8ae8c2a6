namespace Monitoring.Incidents.Matchers;

/// <summary>What ends a text without quotes in the strict syntax.</summary>
internal static class MatcherCharacters
{
    public static bool IsPlain(char character) => !char.IsWhiteSpace(character) && !"{}!=~,\\\"'`".Contains(character, StringComparison.Ordinal);
}
