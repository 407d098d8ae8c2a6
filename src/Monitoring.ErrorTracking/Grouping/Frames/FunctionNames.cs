using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>Shortens the names of functions to what people call them, as long as the sender has not done so.</summary>
internal static class FunctionNames
{
    /// <summary>The name without arguments, generic types and decorations; the same string when there are none.</summary>
    public static string Trim(string function, string platform, FrameFamilies family) => family switch
    {
        FrameFamilies.Native => NativeFunctionNames.Trim(function),
        _ when platform == "csharp" => TrimArguments(function),
        _ => function,
    };

    private static string TrimArguments(string function)
    {
        var arguments = function.IndexOf(" (", StringComparison.Ordinal);
        return arguments < 0 ? function : function[..arguments];
    }
}
