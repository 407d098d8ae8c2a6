using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>Finds the exception behind one that frameworks throw instead of it, so that the issue is named after the real one.</summary>
internal static class WrappedException
{
    private static readonly string[] ReactMessages = ["There was an error during concurrent rendering", "There was an error while hydrating"];

    /// <summary>The number of the real exception; null when nothing wraps it.</summary>
    public static int? Find(ImmutableArray<ExceptionInfo> exceptions) => exceptions.Length < 2 ? null : OfReact(exceptions) ?? OfRxJava(exceptions);

    private static int? OfReact(ImmutableArray<ExceptionInfo> exceptions) =>
        exceptions.Any(exception => exception.Value is { } value && Array.Exists(ReactMessages, message => value.StartsWith(message, StringComparison.Ordinal)))
            ? exceptions.FirstOrDefault(exception => exception.Mechanism?.Source == "cause")?.Mechanism!.ExceptionId
            : null;

    private static int? OfRxJava(ImmutableArray<ExceptionInfo> exceptions)
    {
        var last = exceptions[^1];
        var wraps = last.Type is "OnErrorNotImplementedException" or "CompositeException" or "UndeliverableException"
            && last.Mechanism is { Type: "UncaughtExceptionHandler", ExceptionId: not null };
        return wraps ? exceptions.LastOrDefault(exception => exception.Mechanism?.ParentId == last.Mechanism!.ExceptionId)?.Mechanism!.ExceptionId : null;
    }
}
