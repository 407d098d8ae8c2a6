using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>A frame as grouping sees it: with its platform, its function shortened, and marked by the rules for stack traces.</summary>
internal sealed class TraceFrame
{
    public TraceFrame(StackFrame source, string eventPlatform, FrameTexts texts)
    {
        Source = source;
        Platform = source.Platform ?? eventPlatform;
        Family = FamilyNames.OfPlatform(Platform);
        FileName = Platform == "javascript" && source.FileName is { } file ? FramePaths.WithoutQuery(file) : source.FileName;
        Function = source.Function;
        SentInApp = source.InApp;
        if (source.Data.HasValue)
        {
            HasSourceMap = FrameData.HasSourceMap(source.Data);
            SentInApp = FrameData.OriginalInApp(source.Data, source.InApp);
        }

        RawFunction = source.RawFunction;
        if (source.RawFunction is null && source.Function is { } function && FunctionNames.Trim(function, Platform, Family, texts) is var trimmed && trimmed != function)
        {
            (Function, RawFunction) = (trimmed, function);
        }

        Marked = new RuleFrame
        {
            Family = Family,
            Module = source.Module,
            Function = Function ?? "",
            Path = source.AbsolutePath ?? FileName,
            FileName = FileName,
            Package = source.Package,
            SentInApp = SentInApp,
            KnownPaths = texts.Paths,
        };
    }

    public StackFrame Source { get; }

    public string Platform { get; }

    public FrameFamilies Family { get; }

    public string? FileName { get; }

    /// <summary>The function without arguments, generic types and the like.</summary>
    public string? Function { get; }

    /// <summary>The function as the runtime names it; null when it was never shortened.</summary>
    public string? RawFunction { get; }

    /// <summary>What the sender said about whether the frame belongs to the application, before any server marked it.</summary>
    public bool? SentInApp { get; }

    /// <summary>Whether the frame was found by a source map.</summary>
    public bool HasSourceMap { get; }

    /// <summary>The frame as rules see and mark it.</summary>
    public RuleFrame Marked { get; }

    /// <summary>Whether it is the same call again as the frame before it.</summary>
    public bool IsRecursionOf(TraceFrame previous)
    {
        var a = Source;
        var b = previous.Source;
        return a.LineNumber == b.LineNumber && a.ColumnNumber == b.ColumnNumber && Function == previous.Function && a.Module == b.Module
            && FileName == previous.FileName && a.AbsolutePath == b.AbsolutePath && a.Package == b.Package;
    }
}
