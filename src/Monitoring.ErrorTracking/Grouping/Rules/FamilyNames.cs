namespace Monitoring.ErrorTracking.Grouping.Rules;

/// <summary>Finds the family of a platform, and reads the names of families.</summary>
internal static class FamilyNames
{
    public static FrameFamilies OfPlatform(string? platform) => platform switch
    {
        "objc" or "cocoa" or "swift" or "native" or "c" => FrameFamilies.Native,
        "javascript" or "node" => FrameFamilies.JavaScript,
        _ => FrameFamilies.Other,
    };

    /// <summary>Reads names that are divided by commas; a name that is none adds nothing.</summary>
    public static FrameFamilies Read(ReadOnlySpan<char> names)
    {
        var families = FrameFamilies.None;
        foreach (var range in names.Split(','))
        {
            families |= names[range].Trim() switch
            {
                "native" => FrameFamilies.Native,
                "javascript" => FrameFamilies.JavaScript,
                "other" => FrameFamilies.Other,
                "all" => FrameFamilies.All,
                _ => FrameFamilies.None,
            };
        }

        return families;
    }
}
