using System.Text.RegularExpressions;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>What of a frame tells it from others. Line numbers, addresses and directories change from build to build and never count.</summary>
internal sealed partial class FrameParts
{
    private FrameParts(FramePart module, FramePart fileName, FramePart function, FramePart contextLine, string? ignored)
    {
        Module = module;
        FileName = fileName;
        Function = function;
        ContextLine = contextLine;
        IgnoredBecause = ignored;
    }

    public FramePart Module { get; }

    public FramePart FileName { get; }

    public FramePart Function { get; }

    public FramePart ContextLine { get; }

    /// <summary>Why the frame as a whole says nothing.</summary>
    public string? IgnoredBecause { get; }

    public bool Contributes => IgnoredBecause is null && (Module.Contributes || FileName.Contributes || Function.Contributes || ContextLine.Contributes);

    public static FrameParts Of(TraceFrame frame, GroupingConfiguration configuration, FrameTexts texts)
    {
        var source = frame.Source;
        var fileName = FileNamePart.Of(frame.FileName, source.AbsolutePath, frame.Platform, texts);
        var module = ModulePart.Of(source.Module, source.AbsolutePath, frame.Platform);
        var line = FramePlatforms.HasContextLines(frame.Platform)
            ? ContextLinePart.Of(configuration.MasksSpawnLines ? SpawnLine(frame) : source.ContextLine, frame.Function, source.AbsolutePath, frame.Family, texts)
            : FramePart.None;
        var function = FunctionPart.Of(FunctionOf(frame), frame.Platform, frame.Family, line.Contributes && frame.HasSourceMap);
        string? ignored = null;
        if (configuration.CleansGeneratedNames)
        {
            module = GeneratedParts.Module(module, frame);
            fileName = GeneratedParts.FileName(fileName, frame);
            function = GeneratedParts.Function(function, frame);
            ignored = GeneratedParts.Ignored(frame);
        }

        if (module.Contributes && fileName.Contributes)
        {
            fileName = fileName.Ignore("module takes precedence");
        }

        return frame.Family == FrameFamilies.JavaScript
            ? OfJavaScript(frame, module, fileName, function, line)
            : new FrameParts(module, fileName, function, line, ignored);
    }

    private static FrameParts OfJavaScript(TraceFrame frame, FramePart module, FramePart fileName, FramePart function, FramePart line)
    {
        var name = FunctionPart.LastSegment(frame.RawFunction ?? frame.Function ?? "");
        var isWorthless = name == "eval" || frame.Source.AbsolutePath is "[native code]" or "native code" or "eval code" or "<anonymous>";
        if (FunctionPart.IsUnknown(name) && function.Contributes)
        {
            function = function.Ignore("ignored unknown function name");
        }

        return new FrameParts(module, fileName, function, line, isWorthless ? "ignored low quality javascript frame" : null);
    }

    /// <summary>C# keeps to the name as the runtime gives it: it counted before names were shortened.</summary>
    private static string? FunctionOf(TraceFrame frame) =>
        frame.Platform == "csharp" ? NonEmpty(frame.RawFunction) ?? frame.Function : NonEmpty(frame.Function) ?? frame.RawFunction;

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>Python starts its worker processes by a line of code that holds the numbers of pipes.</summary>
    private static string? SpawnLine(TraceFrame frame)
    {
        var source = frame.Source;
        var isSpawn = frame.Platform == "python" && source.ContextLine?.Contains("spawn_main(", StringComparison.Ordinal) == true
            && source.Module == "__main__" && source.FileName == "<string>" && source.Function == "<module>";
        return isSpawn ? SpawnNumbers().Replace(source.ContextLine!, "$1<int>") : source.ContextLine;
    }

    [GeneratedRegex("((?:tracker_fd|pipe_handle|parent_pid)=)[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex SpawnNumbers();
}
