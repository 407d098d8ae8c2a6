namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>What grouping knows of platforms.</summary>
internal static class FramePlatforms
{
    /// <summary>Whether lines of source code count: those of languages that are delivered as source.</summary>
    public static bool HasContextLines(string platform) => platform is "javascript" or "node" or "python" or "php" or "ruby";
}
