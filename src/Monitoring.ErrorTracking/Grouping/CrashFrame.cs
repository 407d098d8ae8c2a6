using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>The frame that an event is blamed on: the last in-app one, else the last, of the last exception's trace or the one that stands in for it.</summary>
internal static class CrashFrame
{
    public static StackFrame? Of(ErrorEvent errorEvent) =>
        In(errorEvent.Exceptions.LastOrDefault()?.StackTrace ?? errorEvent.StackTrace ?? EventValues.TraceOfThread(errorEvent.Threads));

    public static StackFrame? In(StackTrace? trace) =>
        trace is null ? null : trace.Frames.LastOrDefault(frame => frame.InApp == true) ?? trace.Frames.LastOrDefault();
}
