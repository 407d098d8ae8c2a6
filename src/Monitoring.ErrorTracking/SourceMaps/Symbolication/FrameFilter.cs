using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.SourceMaps.Symbolication;

/// <summary>Says which frames source maps are for.</summary>
internal static class FrameFilter
{
    /// <summary>Whether a frame is of JavaScript code that came out of a file or from an address, and was not mapped before.</summary>
    public static bool IsGenerated(StackFrame frame, string platform) =>
        (frame.Platform ?? platform) is "javascript" or "node"
        && frame.LineNumber > 0
        && frame.AbsolutePath is { Length: > 0 } path
        && !path.StartsWith("node:", StringComparison.Ordinal)
        && path[0] != '<'
        && path is not ("native" or "[native code]" or "anonymous")
        && !IsMapped(frame);

    /// <summary>Whether the event has a frame for which a map could be worth looking for.</summary>
    public static bool HasGenerated(ErrorEvent errorEvent) => Traces(errorEvent).Any(trace => trace.Frames.Any(frame => IsGenerated(frame, errorEvent.Platform)));

    public static IEnumerable<StackTrace> Traces(ErrorEvent errorEvent)
    {
        foreach (var exception in errorEvent.Exceptions)
        {
            if (exception.StackTrace is { } trace)
            {
                yield return trace;
            }
        }

        foreach (var thread in errorEvent.Threads)
        {
            if (thread.StackTrace is { } trace)
            {
                yield return trace;
            }
        }

        if (errorEvent.StackTrace is { } own)
        {
            yield return own;
        }
    }

    private static bool IsMapped(StackFrame frame) => frame.Data.HasValue && frame.Data.Utf8.Span.IndexOf("\"sourcemap\""u8) >= 0;
}
