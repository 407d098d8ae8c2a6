using System.Buffers;
using System.Text.Json;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Writing;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.SourceMaps.Symbolication;

/// <summary>Applies source maps to an event. Frames that were mapped stay beside the result as they were received.</summary>
internal static class EventSymbolicator
{
    public static ErrorEvent Apply(ErrorEvent errorEvent, ProjectId project, SymbolSet symbols)
    {
        if (!FrameFilter.HasGenerated(errorEvent))
        {
            return errorEvent;
        }

        var traces = new TraceSymbolicator(symbols, new SymbolKeys(project, errorEvent), errorEvent.Platform, errorEvent.Release);
        return errorEvent with
        {
            Exceptions = [.. errorEvent.Exceptions.Select(exception => Apply(exception, traces))],
            Threads = [.. errorEvent.Threads.Select(thread => Apply(thread, traces))],
            StackTrace = errorEvent.StackTrace is { } trace ? traces.Apply(trace, out _) : null,
        };
    }

    private static ExceptionInfo Apply(ExceptionInfo exception, TraceSymbolicator traces)
    {
        if (exception.StackTrace is not { } trace)
        {
            return exception;
        }

        var applied = traces.Apply(trace, out var isMapped);
        return exception with { StackTrace = applied, RawStackTrace = isMapped && !exception.RawStackTrace.HasValue ? Raw(trace) : exception.RawStackTrace };
    }

    private static ThreadInfo Apply(ThreadInfo thread, TraceSymbolicator traces)
    {
        if (thread.StackTrace is not { } trace)
        {
            return thread;
        }

        var applied = traces.Apply(trace, out var isMapped);
        return thread with { StackTrace = applied, RawStackTrace = isMapped && !thread.RawStackTrace.HasValue ? Raw(trace) : thread.RawStackTrace };
    }

    private static RawJson Raw(StackTrace trace)
    {
        var buffer = new ArrayBufferWriter<byte>(1000);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            StackJson.WriteTrace(writer, trace);
            writer.WriteEndObject();
        }

        return new RawJson(buffer.WrittenMemory);
    }
}
