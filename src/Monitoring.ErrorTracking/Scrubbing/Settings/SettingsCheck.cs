using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Monitoring.ErrorTracking.Scrubbing.Patterns;
using Monitoring.ErrorTracking.Scrubbing.Selectors;

namespace Monitoring.ErrorTracking.Scrubbing.Settings;

/// <summary>Finds the mistakes in settings.</summary>
internal static class SettingsCheck
{
    private const int MaxName = 100;

    public static ImmutableArray<ScrubbingProblem> Find(ScrubbingSettings settings)
    {
        var problems = ImmutableArray.CreateBuilder<ScrubbingProblem>();
        CheckNames(settings.SensitiveFields, "sensitiveFields", problems);
        CheckNames(settings.SafeFields, "safeFields", problems);
        if (!Enum.IsDefined(settings.IpAddresses))
        {
            problems.Add(Problem("storeIpAddress", "", 0, "There is no such way to keep addresses."));
        }

        if (settings.Rules.Length > ScrubbingSettings.MaxRules)
        {
            problems.Add(Problem("rules", "", 0, $"There are at most {ScrubbingSettings.MaxRules} rules."));
        }

        for (var index = 0; index < settings.Rules.Length; index++)
        {
            CheckRule(settings.Rules[index], $"rules[{index}]", problems);
        }

        return problems.DrainToImmutable();
    }

    private static void CheckNames(ImmutableArray<string> names, string place, ImmutableArray<ScrubbingProblem>.Builder problems)
    {
        if (names.Length > ScrubbingSettings.MaxNames)
        {
            problems.Add(Problem(place, "", 0, $"There are at most {ScrubbingSettings.MaxNames} names."));
        }

        for (var index = 0; index < names.Length; index++)
        {
            if (names[index].Length > MaxName || !names[index].Any(char.IsLetterOrDigit))
            {
                problems.Add(Problem($"{place}[{index}]", "", 0, $"A name has at most {MaxName} characters, and a letter or digit among them."));
            }
        }
    }

    private static void CheckRule(ScrubbingRule rule, string place, ImmutableArray<ScrubbingProblem>.Builder problems)
    {
        if (!Enum.IsDefined(rule.Method) || !Enum.IsDefined(rule.Type))
        {
            problems.Add(Problem(place, "", 0, "There is no such method or type."));
        }

        var selector = SelectorParser.Parse(rule.Source);
        if (!selector.IsRight)
        {
            problems.Add(Problem($"{place}.source", rule.Source, selector.Offset, selector.Message, selector.Suggestion));
        }

        if (rule.Replacement is not null && (rule.Method != ScrubMethod.Replace || rule.Replacement.Length > ScrubbingRule.MaxTextLength))
        {
            problems.Add(Problem($"{place}.replacement", "", 0, $"Only the method 'replace' has a text, and that has at most {ScrubbingRule.MaxTextLength} characters."));
        }

        if ((rule.Type == ScrubType.Regex) != (rule.Pattern is not null))
        {
            problems.Add(Problem($"{place}.pattern", "", 0, "The type 'regex' has a pattern, and no other has one."));
        }
        else if (rule.Pattern is not null)
        {
            CheckPattern(rule, place, problems);
        }
    }

    private static void CheckPattern(ScrubbingRule rule, string place, ImmutableArray<ScrubbingProblem>.Builder problems)
    {
        if (RegexText.Compile(rule.Pattern!, out var offset, out var message) is not { } regex)
        {
            problems.Add(Problem($"{place}.pattern", rule.Pattern!, offset, message!));
            return;
        }

        try
        {
            if (rule.Replacement is { Length: > 0 } text && regex.IsMatch(text))
            {
                problems.Add(Problem($"{place}.replacement", "", 0, "The pattern matches the text that is to stand in its place."));
            }
        }
        catch (RegexMatchTimeoutException)
        {
            problems.Add(Problem($"{place}.pattern", rule.Pattern!, 0, "The expression is too slow."));
        }
    }

    private static ScrubbingProblem Problem(string place, string text, int offset, string message, string? suggestion = null)
    {
        var before = text.AsSpan(0, Math.Min(offset, text.Length));
        return new ScrubbingProblem
        {
            Place = place,
            Line = before.Count('\n') + 1,
            Column = before.Length - (before.LastIndexOf('\n') + 1) + 1,
            Message = message,
            Suggestion = suggestion,
        };
    }
}
