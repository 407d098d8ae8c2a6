using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Frames;
using Monitoring.ErrorTracking.Grouping.Strategies;

namespace Monitoring.ErrorTracking.Grouping.Titles;

/// <summary>The frame that an event is blamed on: the last in-app one, else the last, of the last exception's trace or the one that stands in for it.</summary>
internal static class CrashFrame
{
    public static TraceFrame? Of(GroupingScope scope)
    {
        var errorEvent = scope.Event;
        var exception = errorEvent.Exceptions.LastOrDefault();
        return exception?.StackTrace is not null ? Of(exception, scope)
            : (errorEvent.StackTrace ?? EventThread.Of(errorEvent.Threads)?.StackTrace) is { } trace ? In(scope.TraceOf(trace, null))
            : null;
    }

    public static TraceFrame? Of(ExceptionInfo exception, GroupingScope scope) =>
        exception.StackTrace is { } trace ? In(scope.TraceOf(trace, exception)) : null;

    private static TraceFrame? In(Trace trace)
    {
        for (var i = trace.Frames.Length - 1; i >= 0; i--)
        {
            if (trace.IsInApp(i))
            {
                return trace.Frames[i];
            }
        }

        return trace.Frames is [.., var last] ? last : null;
    }
}
