using System.Text.RegularExpressions;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>Compiles the expressions of projects, which run in a time that is linear in the text.</summary>
internal static partial class RegexText
{
    private const int MaxRepeats = 10_000;


    /// <summary>Compiles an expression.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="offset">Where the mistake is.</param>
    /// <param name="message">What is wrong; null when nothing is.</param>
    public static Regex? Compile(string pattern, out int offset, out string? message)
    {
        (offset, message) = (0, null);
        if (pattern.Length is 0 or > ScrubbingRule.MaxTextLength)
        {
            message = $"An expression has 1 to {ScrubbingRule.MaxTextLength} characters.";
            return null;
        }

        if (Repeats(pattern) > MaxRepeats)
        {
            message = $"The counts of the expression multiply to more than {MaxRepeats}.";
            return null;
        }

        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, RegexBudget.Longest);
        }
        catch (RegexParseException exception)
        {
            (offset, message) = (Math.Clamp(exception.Offset, 0, pattern.Length), exception.Message);
        }
        catch (NotSupportedException)
        {
            message = "Lookarounds, back references and atomic groups are not supported, because they make an expression slow on some texts.";
        }

        return null;
    }

    private static double Repeats(string pattern)
    {
        var product = 1.0;
        foreach (Match count in Counts().Matches(pattern))
        {
            product *= Math.Max(1, double.Parse(count.Groups["most"].Success ? count.Groups["most"].ValueSpan : count.Groups["least"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));
        }

        return product;
    }

    [GeneratedRegex(@"\{(?<least>\d{1,9})(?:,(?<most>\d{1,9})?)?\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Counts();
}
