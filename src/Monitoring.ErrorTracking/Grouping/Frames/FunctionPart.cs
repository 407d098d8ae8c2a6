using System.Text.RegularExpressions;
using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>The function of a frame without what differs between runs, builds and browsers.</summary>
internal static partial class FunctionPart
{
    private const string AnonymousClass = "class@anonymous\0";

    /// <param name="function">The function as it counts on the platform.</param>
    /// <param name="platform">The platform of the frame.</param>
    /// <param name="family">The family of the platform.</param>
    /// <param name="lineCounts">Whether the frame was mapped to its source, and that line of it counts: then it says more than a name that was guessed.</param>
    public static FramePart Of(string? function, string platform, FrameFamilies family, bool lineCounts)
    {
        if (string.IsNullOrEmpty(function))
        {
            return FramePart.None;
        }

        return family switch
        {
            FrameFamilies.Native => function is "<redacted>" or "<unknown>" ? FramePart.Ignored(function, "ignored unknown function") : FramePart.Of(function),
            FrameFamilies.JavaScript => OfJavaScript(function, lineCounts),
            _ => platform switch
            {
                "ruby" => OfRuby(function),
                "php" => OfPhp(function),
                "java" when function.StartsWith("lambda$", StringComparison.Ordinal) => FramePart.Ignored(function, "ignored lambda function"),
                _ => FramePart.Of(function),
            },
        };
    }

    /// <summary>The part after the last dot: browsers do not agree on what stands before it.</summary>
    public static string LastSegment(string function)
    {
        var dot = function.LastIndexOf('.');
        return dot < 0 ? function : function[(dot + 1)..];
    }

    private static FramePart OfJavaScript(string function, bool lineCounts)
    {
        var name = LastSegment(function);
        if (lineCounts)
        {
            return FramePart.Ignored(name, "ignored because sourcemap used and context line available");
        }

        return IsUnknown(name) ? FramePart.Ignored(name, "ignored unknown function name") : FramePart.Cleaned(name, function, "trimmed javascript function");
    }

    /// <summary>What browsers call functions without a name. Given to a frame as its raw function, it hides any other name.</summary>
    public static bool IsUnknown(string name) =>
        name is "?" or "<anonymous function>" or "<anonymous>" or "Anonymous function" || name.EndsWith("/<", StringComparison.Ordinal);

    private static FramePart OfRuby(string function) => function.StartsWith("block ", StringComparison.Ordinal)
        ? FramePart.Of("block", "ruby block")
        : FramePart.Cleaned(TemplateSuffix().Replace(function, ""), function, "removed generated erb template suffix");

    private static FramePart OfPhp(string function)
    {
        if (function.StartsWith(AnonymousClass, StringComparison.Ordinal))
        {
            var colons = function.LastIndexOf("::", StringComparison.Ordinal);
            return colons < 0 ? FramePart.Ignored(function, "ignored anonymous function") : FramePart.Of(function[(colons + 2)..], "anonymous class method");
        }

        return function.StartsWith("[Anonymous", StringComparison.Ordinal) ? FramePart.Ignored(function, "ignored anonymous function") : FramePart.Of(function);
    }

    [GeneratedRegex("__[0-9]{4,}_[0-9]{4,}$", RegexOptions.CultureInvariant)]
    private static partial Regex TemplateSuffix();
}
