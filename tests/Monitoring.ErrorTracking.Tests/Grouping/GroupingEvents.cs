using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Monitoring.ErrorTracking.Events;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Grouping;

/// <summary>Events for grouping, given and generated.</summary>
internal static class GroupingEvents
{
    public static ErrorEvent Event(string platform = "python") => new()
    {
        Id = EventId.Create(TimeProvider.System),
        Type = EventTypes.Default,
        Level = ErrorLevel.Error,
        Timestamp = DateTimeOffset.UnixEpoch,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Platform = platform,
    };

    public static ErrorEvent Message(string? formatted, string? template = null) =>
        Event() with { Message = new LogEntry { Formatted = formatted, Message = template } };

    public static ErrorEvent Error(params ExceptionInfo[] exceptions) => Event() with { Type = EventTypes.Error, Exceptions = [.. exceptions] };

    public static ExceptionInfo Exception(string? type, string? value = null, params StackFrame[] frames) =>
        new() { Type = type, Value = value, StackTrace = frames.Length == 0 ? null : new StackTrace { Frames = [.. frames] } };

    public static StackFrame Frame(string? function, string? module = "shop", bool? inApp = true) =>
        new() { Function = function, Module = module, FileName = "shop.py", AbsolutePath = "/srv/app/shop.py", InApp = inApp, LineNumber = 1 };

    public static Gen<StackFrame> Frames { get; } =
        from function in Gen.Elements("pay", "load", "save", "main", "<anonymous>", null)
        from module in Gen.Elements("shop", "shop.cart", "requests", null)
        from file in Gen.Elements("shop.py", "cart.js", "Main.java", null)
        from directory in Gen.Elements("/srv/app/", "C:\\build\\", "")
        from line in Gen.Choose(1, 500)
        from inApp in Gen.Elements<bool?>(true, false, null)
        from context in Gen.Elements("raise ValueError()", "  return   f(x)", null)
        select new StackFrame
        {
            Function = function,
            Module = module,
            FileName = file,
            AbsolutePath = file is null ? null : directory + file,
            LineNumber = line,
            ColumnNumber = line,
            InApp = inApp,
            ContextLine = context,
        };

    public static Arbitrary<ErrorEvent> Errors { get; } = Arb.From(
        from exceptions in Exceptions().ListOf()
        where exceptions.Count > 0
        from platform in Gen.Elements("python", "javascript", "csharp", "java", "other")
        select Event(platform) with { Type = EventTypes.Error, Exceptions = [.. exceptions] });

    public static ErrorEvent WithFrames(this ErrorEvent errorEvent, Func<StackFrame, StackFrame> change) => errorEvent with
    {
        Exceptions =
        [
            .. errorEvent.Exceptions.Select(exception => exception with
            {
                StackTrace = exception.StackTrace is null
                    ? null
                    : exception.StackTrace with { Frames = exception.StackTrace.Frames.Select(change).ToImmutableArray() },
            }),
        ],
    };

    private static Gen<ExceptionInfo> Exceptions() =>
        from type in Gen.Elements("ValueError", "KeyError", "System.InvalidOperationException", null)
        from value in Gen.Elements("no basket 17", "no basket 18", "timeout", null)
        from frames in Frames.ListOf()
        select Exception(type, value ?? (type is null ? "something" : null), [.. frames]);
}
