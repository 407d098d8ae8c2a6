using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>
/// Takes out of the values of a frame what a compiler, a bundler or the runtime has made up: ordinals, hashes and addresses, which change with the next build
/// or process. The name that a person gave, and the kind of what was generated, stay.
/// </summary>
internal static class GeneratedParts
{
    private const string Cleaned = "removed generated parts of the name";

    public static FramePart Module(FramePart part, TraceFrame frame)
    {
        if (!part.Contributes)
        {
            return part;
        }

        var name = part.Value!;
        return frame switch
        {
            { Platform: "java" } when JavaGeneratedNames.IsLambda(name) => FramePart.Ignored(name, "ignored java lambda"),
            { Platform: "java" } => Replace(part, JavaGeneratedNames.CleanModule(name)),
            { Platform: "csharp" } => Replace(part, DotnetNames.Clean(name)),
            { Family: FrameFamilies.JavaScript } => Replace(part, BundleNames.CleanPath(name)),
            _ => Replace(part, RuntimeNames.WithoutAddresses(name)),
        };
    }

    public static FramePart FileName(FramePart part, TraceFrame frame) => !part.Contributes ? part
        : frame.Family == FrameFamilies.JavaScript ? Replace(part, BundleNames.Clean(part.Value!))
        : frame.Platform == "python" ? Replace(part, RuntimeNames.CleanPython(part.Value!))
        : part;

    public static FramePart Function(FramePart part, TraceFrame frame)
    {
        if (frame.Platform == "java" && part.Value is { } java && JavaGeneratedNames.CleanLambda(java) is { } lambda)
        {
            return FramePart.Of(lambda, Cleaned);
        }

        if (!part.Contributes)
        {
            return part;
        }

        var name = part.Value!;
        return frame switch
        {
            { Platform: "csharp" } => Replace(part, DotnetNames.Clean(name)),
            { Platform: "go" } => Replace(part, RuntimeNames.CleanGo(name)),
            { Platform: "php" } => Replace(part, RuntimeNames.CleanPhp(name)),
            { Platform: "python" } => Replace(part, RuntimeNames.CleanPython(name)),
            { Family: FrameFamilies.Native } => Replace(part, RuntimeNames.CleanBlock(name)),
            { Family: FrameFamilies.JavaScript } when BundleNames.IsMinified(name, frame) => part.Ignore("ignored minified function name"),
            _ => Replace(part, RuntimeNames.WithoutAddresses(name)),
        };
    }

    /// <summary>Why the frame as a whole says nothing; null when it does.</summary>
    public static string? Ignored(TraceFrame frame) =>
        frame.Platform == "python" && RuntimeNames.IsInlined(frame.Function) ? "ignored comprehension, which newer versions have no frame for" : null;

    private static FramePart Replace(FramePart part, string name) => name == part.Value ? part : FramePart.Of(name, Cleaned);
}
