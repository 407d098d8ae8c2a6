using System.Collections.Immutable;
using System.Globalization;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.SourceMaps.Decoding;
using Monitoring.ErrorTracking.SourceMaps.Library;

namespace Monitoring.ErrorTracking.SourceMaps.Symbolication;

/// <summary>Brings the frames of one event back to the code as it was written.</summary>
internal sealed class TraceSymbolicator(SymbolSet symbols, SymbolKeys keys, string platform, string? release)
{
    private const int ContextLines = 5;
    private const int MaxLineBytes = 1000;

    /// <summary>The name for the map that was used, as other tools have it.</summary>
    private const string MapNote = "sourcemap";

    private const string ProblemNote = "sourcemap_problem";

    /// <returns>The trace with the frames that could be mapped; the same one when there was nothing to do.</returns>
    public StackTrace Apply(StackTrace trace, out bool isMapped)
    {
        isMapped = false;
        var frames = trace.Frames;
        var result = ImmutableArray.CreateBuilder<StackFrame>(frames.Length);
        var isTouched = false;
        string? calledName = null;
        foreach (var frame in frames)
        {
            var (mapped, mapping) = Apply(frame, calledName);
            isTouched |= mapped != frame;
            isMapped |= mapping is not null;
            result.Add(mapped);

            // What the caller names at the place of its call is the function of the next frame.
            calledName = mapping;
        }

        return isTouched ? trace with { Frames = result.MoveToImmutable() } : trace;
    }

    /// <summary>A frame mapped, with the name of what it calls, empty when the map does not tell; or with the reason why not.</summary>
    private (StackFrame Frame, string? CalledName) Apply(StackFrame frame, string? ownName)
    {
        if (!FrameFilter.IsGenerated(frame, platform))
        {
            return (frame, null);
        }

        var path = frame.AbsolutePath!;
        var code = (keys.ById(path) is { } id ? symbols.Find(id) : null) ?? (keys.ByUrl(path) is { } url ? symbols.Find(url) : null);
        if (code?.Map is not { } map)
        {
            return (Refuse(frame, code?.Problem ?? Missing(path)), null);
        }

        if (frame.ColumnNumber is not > 0)
        {
            return (Refuse(frame, "the frame has no column, without which a line of generated code says nothing"), null);
        }

        var (line, column) = (frame.LineNumber!.Value - 1, frame.ColumnNumber.Value - 1);
        if (map.Find(line, column) is not { } mapping)
        {
            return (Refuse(frame, string.Create(CultureInfo.InvariantCulture, $"{code.MapUrl} has no entry for {line + 1}:{column + 1}")), null);
        }

        if (mapping.Source < 0)
        {
            return (Refuse(frame, string.Create(CultureInfo.InvariantCulture, $"{code.MapUrl} names no source for {line + 1}:{column + 1}")), null);
        }

        var called = mapping.Column == column && mapping.Name >= 0 ? map.Names[mapping.Name] : "";
        var function = FunctionNaming.Find(code, frame.Function, line, column) ?? (ownName is { Length: > 0 } ? ownName : frame.Function);
        return (Map(frame, code, map.Sources[mapping.Source], mapping, function), called);
    }

    private static StackFrame Map(StackFrame frame, GeneratedCode code, SourceFile source, Mapping mapping, string? function)
    {
        var path = SourcePath.Clean(source.Name);
        return frame with
        {
            Function = function,
            Module = SourcePath.Module(path),
            FileName = path,
            AbsolutePath = ArtifactUrls.Resolve(WithoutQuery(frame.AbsolutePath!), source.Name),
            LineNumber = mapping.SourceLine + 1,
            ColumnNumber = mapping.SourceColumn + 1,
            ContextLine = source.Line(mapping.SourceLine, MaxLineBytes),
            PreContext = Lines(source, mapping.SourceLine - ContextLines, ContextLines),
            PostContext = Lines(source, mapping.SourceLine + 1, ContextLines),
            InApp = !source.IsIgnored && !SourcePath.IsForeign(source.Name) && frame.InApp != false,
            Data = FrameData.With(frame.Data, MapNote, code.MapUrl),
        };
    }

    private static Json.RawJson Lines(SourceFile source, int first, int count)
    {
        var lines = ImmutableArray.CreateBuilder<string>(count);
        for (var line = Math.Max(0, first); line < first + count; line++)
        {
            if (source.Line(line, MaxLineBytes) is { } text)
            {
                lines.Add(text);
            }
        }

        return FrameData.Lines(lines.DrainToImmutable());
    }

    private static StackFrame Refuse(StackFrame frame, string reason) => frame with { Data = FrameData.With(frame.Data, ProblemNote, reason) };

    private string Missing(string path) =>
        keys.DebugId(path) is { } id ? $"no map for debug id {id}"
        : release is null ? "the event has neither a debug id for this file nor a release"
        : $"the event has no debug id for this file, and release {release} has no upload of it";

    private static string WithoutQuery(string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? url : url[..end];
    }
}
