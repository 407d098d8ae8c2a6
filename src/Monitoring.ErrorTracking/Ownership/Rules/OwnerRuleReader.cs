using System.Collections.Immutable;
using System.Globalization;

namespace Monitoring.ErrorTracking.Ownership.Rules;

/// <summary>Reads the two texts of the settings line by line; the first mistake ends it, with its place.</summary>
internal static class OwnerRuleReader
{
    private const int MaxRules = 2_000;
    private const int MaxPatternLength = 500;
    private const int MaxOwners = 20;
    private const int MaxOwnerLength = 255;

    /// <summary>Reads all rules, in the order in which a later one wins.</summary>
    /// <param name="settings">The texts.</param>
    /// <param name="fault">What is wrong, with its place; null when nothing is.</param>
    public static ImmutableArray<OwnerRule> Read(OwnershipSettings settings, out string? fault)
    {
        var rules = ImmutableArray.CreateBuilder<OwnerRule>();
        fault = ReadText(settings.CodeOwners, "codeOwners", isCodeOwners: true, rules) ?? ReadText(settings.Rules, "rules", isCodeOwners: false, rules);
        return fault is null ? rules.DrainToImmutable() : [];
    }

    private static string? ReadText(string text, string place, bool isCodeOwners, ImmutableArray<OwnerRule>.Builder rules)
    {
        if (text.Length > OwnershipSettings.MaxLength)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{place}: at most {OwnershipSettings.MaxLength} characters are taken.");
        }

        var number = 0;
        var section = ImmutableArray<string>.Empty;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            number++;
            var words = OwnerWords.Split(line, out var column, out var fault);
            if (fault is null && words.Count > 0)
            {
                fault = isCodeOwners ? AddCodeOwners(words, line, number, ref section, rules) : AddRule(words, line, number, rules);
                column = words[0].Column;
            }

            if (fault is null && rules.Count > MaxRules)
            {
                fault = $"There are more than {MaxRules} rules.";
            }

            if (fault is not null)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{place}: line {number}, column {column}: {fault}");
            }
        }

        return null;
    }

    private static string? AddCodeOwners(
        List<OwnerWord> words, string line, int number, ref ImmutableArray<string> section, ImmutableArray<OwnerRule>.Builder rules)
    {
        if (words[0].Text.StartsWith('[') || words[0].Text.StartsWith("^[", StringComparison.Ordinal))
        {
            // The name of a section may hold blanks; owners stand behind its brackets.
            var end = words.FindLastIndex(word => word.Text.EndsWith(']'));
            section = Owners(words.Skip(end + 1));
            return end < 0 ? "The section's name has no closing bracket." : FaultOf(section);
        }

        var owners = words.Count > 1 ? Owners(words.Skip(1)) : section;
        return words[0].Text.StartsWith('!') ? "A pattern that begins with '!' is not taken."
            : FaultOf(words[0].Text, owners) ?? Add(rules, OwnerMatcher.Path, "", OwnerPatterns.CodeOwners(words[0].Text), owners, line, number, isCodeOwners: true);
    }

    private static string? AddRule(List<OwnerWord> words, string line, int number, ImmutableArray<OwnerRule>.Builder rules)
    {
        var text = words[0].Text;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var owners = Owners(words.Skip(1));
        var pattern = colon < 0 ? "" : text[(colon + 1)..];
        if (colon <= 0)
        {
            return "A rule begins with path:, module:, url: or tags.NAME:, such as 'path:src/payments/** payments'.";
        }

        if (owners.IsEmpty)
        {
            return "A rule names at least one owner after its pattern.";
        }

        return FaultOf(pattern, owners) ?? text[..colon] switch
        {
            "path" => Add(rules, OwnerMatcher.Path, "", OwnerPatterns.Path(pattern), owners, line, number, isCodeOwners: false),
            "module" => Add(rules, OwnerMatcher.Module, "", OwnerPatterns.Text(pattern), owners, line, number, isCodeOwners: false),
            "url" => Add(rules, OwnerMatcher.Url, "", OwnerPatterns.Text(pattern), owners, line, number, isCodeOwners: false),
            ['t', 'a', 'g', 's', '.', .. { Length: > 0 } tag] => Add(rules, OwnerMatcher.Tag, tag, OwnerPatterns.Text(pattern), owners, line, number, isCodeOwners: false),
            var other => $"'{(other.Length > 40 ? other[..40] : other)}' is none of path, module, url and tags.NAME.",
        };
    }

    private static string? Add(
        ImmutableArray<OwnerRule>.Builder rules,
        OwnerMatcher matcher,
        string tag,
        OwnerPattern pattern,
        ImmutableArray<string> owners,
        string line,
        int number,
        bool isCodeOwners)
    {
        rules.Add(new OwnerRule { Matcher = matcher, Tag = tag, Pattern = pattern, Owners = owners, Text = line.Trim(), Line = number, IsCodeOwners = isCodeOwners });
        return null;
    }

    private static ImmutableArray<string> Owners(IEnumerable<OwnerWord> words) => [.. words.Select(word => word.Text.TrimStart('@')).Distinct(StringComparer.Ordinal)];

    private static string? FaultOf(string pattern, ImmutableArray<string> owners) =>
        pattern.Length is 0 or > MaxPatternLength ? $"A pattern has 1 to {MaxPatternLength} characters."
        : FaultOf(owners);

    private static string? FaultOf(ImmutableArray<string> owners) =>
        owners.Length > MaxOwners ? $"A line names at most {MaxOwners} owners."
        : owners.Any(owner => owner.Length is 0 or > MaxOwnerLength) ? $"An owner has 1 to {MaxOwnerLength} characters."
        : null;
}
