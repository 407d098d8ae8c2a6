using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads the threads of the process.</summary>
internal static class ThreadReader
{
    public static ImmutableArray<ThreadInfo> ReadAll(ref JsonCursor json, EventScope scope) =>
        ListReader.Read(ref json, scope, new BoundedList<ThreadInfo>(Limits.Threads / 2, Limits.Threads / 2), Read);

    private static ThreadInfo? Read(ref JsonCursor json, EventScope scope)
    {
        string? id = null;
        string? threadName = null;
        string? state = null;
        bool? crashed = null;
        bool? current = null;
        bool? main = null;
        StackTrace? stackTrace = null;
        RawJson rawStackTrace = default;
        RawJson heldLocks = default;
        json.EnterObject();
        while (json.NextProperty(out var name))
        {
            switch (name.Length)
            {
                case 2 when name.SequenceEqual("id"u8):
                    id = scope.ReadLenientText(ref json, "id", Limits.ThreadId);
                    break;
                case 4 when name.SequenceEqual("name"u8):
                    threadName = scope.ReadName(ref json, "name", Limits.ThreadName);
                    break;
                case 4 when name.SequenceEqual("main"u8):
                    main = scope.ReadBoolean(ref json, "main");
                    break;
                case 5 when name.SequenceEqual("state"u8):
                    state = scope.ReadName(ref json, "state", Limits.ShortName);
                    break;
                case 7 when name.SequenceEqual("crashed"u8):
                    crashed = scope.ReadBoolean(ref json, "crashed");
                    break;
                case 7 when name.SequenceEqual("current"u8):
                    current = scope.ReadBoolean(ref json, "current");
                    break;
                case 10 when name.SequenceEqual("stacktrace"u8):
                    stackTrace = StackTraceReader.Read(ref json, scope);
                    break;
                case 14 when name.SequenceEqual("raw_stacktrace"u8):
                    rawStackTrace = scope.ReadRawObject(ref json, "raw_stacktrace", Limits.Whole);
                    break;
                case 10 when name.SequenceEqual("held_locks"u8):
                    heldLocks = scope.ReadRawObject(ref json, "held_locks", Limits.Whole);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return new ThreadInfo
        {
            Id = id,
            Name = threadName,
            State = state,
            IsCrashed = crashed,
            IsCurrent = current,
            IsMain = main,
            StackTrace = stackTrace,
            RawStackTrace = rawStackTrace,
            HeldLocks = heldLocks,
        };
    }
}
