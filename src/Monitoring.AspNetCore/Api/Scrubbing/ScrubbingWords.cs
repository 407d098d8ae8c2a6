using System.Globalization;
using Monitoring.ErrorTracking.Scrubbing;

namespace Monitoring.AspNetCore.Api.Scrubbing;

/// <summary>The words of the API for methods, types and ways to keep addresses.</summary>
internal static class ScrubbingWords
{
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);

    public static T? Find<T>(string word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == word)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A rule; null, and what is wrong, when a word is none.</summary>
    public static ScrubbingRule? Read(ScrubbingRuleDocument rule, int index, out string? fault)
    {
        fault = null;
        if (Find<ScrubMethod>(rule.Method) is not { } method)
        {
            fault = $"rules[{index}].method: must be one of {Words<ScrubMethod>()}.";
            return null;
        }

        if (Find<ScrubType>(rule.Type) is not { } type)
        {
            fault = $"rules[{index}].type: must be one of {Words<ScrubType>()}.";
            return null;
        }

        return new ScrubbingRule { Method = method, Type = type, Source = rule.Source, Pattern = rule.Pattern, Replacement = rule.Replacement };
    }

    public static string Words<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(value => Of(value)));
}
