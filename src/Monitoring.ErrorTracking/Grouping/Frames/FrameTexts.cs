using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.Matching;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>What is derived from the texts of frames, remembered from event to event: the same frames come again and again.</summary>
/// <param name="places">How many texts of each kind are kept at most: a power of two, or 0.</param>
internal sealed class FrameTexts(int places = 2048)
{
    /// <summary>Remembers nothing.</summary>
    public static FrameTexts None { get; } = new(0);

    /// <summary>Paths as patterns see them.</summary>
    public DerivedTexts Paths { get; } = new(PathText.Normalize, places);

    /// <summary>The names of files, as they count.</summary>
    public DerivedTexts FileNames { get; } = new(FramePaths.LowerBaseName, places);

    /// <summary>Lines of source code, as they count.</summary>
    public DerivedTexts Lines { get; } = new(ContextLinePart.Collapse, places);

    /// <summary>Names of functions without their arguments.</summary>
    public DerivedTexts WithoutArguments { get; } = new(FunctionNames.TrimArguments, places);

    /// <summary>Demangled names of functions, shortened.</summary>
    public DerivedTexts Demangled { get; } = new(NativeFunctionNames.Trim, places);
}
