using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>Shortens the names of functions to what people call them, as long as the sender has not done so.</summary>
internal static class FunctionNames
{
    /// <summary>The name without arguments, generic types and decorations; the same string when there are none.</summary>
    public static string Trim(string function, string platform, FrameFamilies family, FrameTexts texts) => family switch
    {
        FrameFamilies.Native => texts.Demangled.Get(function),
        _ when platform == "csharp" => texts.WithoutArguments.Get(function),
        _ => function,
    };

    /// <summary>The name up to the arguments, as .NET writes them.</summary>
    public static string TrimArguments(string function)
    {
        var arguments = function.IndexOf(" (", StringComparison.Ordinal);
        return arguments < 0 ? function : function[..arguments];
    }
}
