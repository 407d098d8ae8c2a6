namespace Monitoring.Incidents.Matchers;

/// <summary>
/// Reads matchers as Alertmanager does: in the strict syntax, and in the classic one where a text is not strict or means another thing there.
/// </summary>
internal static class MatcherReader
{
    /// <summary>Longer texts are refused.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>Reads a list of matchers, with or without braces.</summary>
    public static MatcherReadResult Read(string text)
    {
        if (text.Length > MaxLength)
        {
            return MatcherReadResult.Bad($"matchers of {text.Length} characters; at most {MaxLength} are read");
        }

        var strict = StrictMatcherReader.Read(text);
        var classic = ClassicMatcherReader.Read(text);
        if (classic.Problem is not null)
        {
            return strict.Problem is null ? strict : classic;
        }

        return strict switch
        {
            { Problem: { } problem } => classic with { Advice = $"'{text}' is not in the strict syntax ({problem}); write {Write(classic)}" },
            _ when !strict.Matchers.SequenceEqual(classic.Matchers) => classic with { Advice = $"'{text}' is {Write(classic)} in the classic syntax, as it is read here, and {Write(strict)} in the strict one" },
            _ => strict,
        };
    }

    /// <summary>Reads one matcher.</summary>
    public static MatcherReadResult ReadOne(string text) => One(Read(text));

    /// <summary>Refuses what is not one matcher.</summary>
    public static MatcherReadResult One(MatcherReadResult read) =>
        read is { Problem: null, Matchers.Length: not 1 } ? MatcherReadResult.Bad($"expected 1 matcher, found {read.Matchers.Length}") : read;

    private static string Write(MatcherReadResult read) => $"{{{string.Join(", ", read.Matchers)}}}";
}
