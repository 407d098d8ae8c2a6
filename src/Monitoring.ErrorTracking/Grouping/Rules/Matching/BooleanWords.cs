namespace Monitoring.ErrorTracking.Grouping.Rules.Matching;

/// <summary>The words for yes and no.</summary>
internal static class BooleanWords
{
    /// <returns>Null when it is neither.</returns>
    public static bool? Read(string text) => text switch
    {
        "1" or "yes" or "true" => true,
        "0" or "no" or "false" => false,
        _ => null,
    };
}
