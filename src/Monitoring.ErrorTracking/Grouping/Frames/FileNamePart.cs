namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>The name of a frame's file: the last segment in lower case. Not of files that come from a URL, whose names hold hashes.</summary>
internal static class FileNamePart
{
    public static FramePart Of(string? fileName, string? absolutePath, string platform, FrameTexts texts)
    {
        if (string.IsNullOrEmpty(fileName))
        {
            return FramePart.None;
        }

        var name = texts.FileNames.Get(fileName);
        if (FramePaths.HasUrlOrigin(absolutePath))
        {
            return FramePart.Ignored(name, "ignored because frame points to a URL");
        }

        return name switch
        {
            "<anonymous>" => FramePart.Ignored(name, "anonymous filename discarded"),
            "[native code]" => FramePart.Ignored(name, "native code indicated by filename"),
            _ when platform == "java" => FramePart.Cleaned(JavaNames.WithoutJavassist(name), name, "cleaned javassist parts"),
            _ => FramePart.Of(name),
        };
    }
}
