using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Components;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>One exception: its type and its stack trace; the value only when there is nothing better.</summary>
internal static class SingleException
{
    private static readonly Hint TraceIsBetter = Hint.Of("ignored because stacktrace takes precedence");
    private static readonly Hint CodeIsBetter = Hint.Of("ignored because ns-error info takes precedence");
    private static readonly Hint Synthetic = Hint.Of("ignored because exception is synthetic");

    public static Variants Of(ExceptionInfo exception, GroupingScope scope)
    {
        if (exception.StackTrace is not { } trace)
        {
            return new Variants { App = Build(exception, new Branch(ComponentIds.StackTrace), scope) };
        }

        return Variants.Wrap(StackTraceView.Of(scope.TraceOf(trace, exception), scope), stack => Build(exception, stack, scope));
    }

    private static Branch Build(ExceptionInfo exception, Component stack, GroupingScope scope)
    {
        var type = new Leaf(ComponentIds.Type, exception.Type);
        if (exception.Mechanism?.IsSynthetic == true)
        {
            type.Ignore(Synthetic);
        }

        var code = NsError(exception.Mechanism);
        var value = stack.Contributes ? new Leaf(ComponentIds.Value, exception.Value) : MaskedText.Leaf(ComponentIds.Value, exception.Value, scope);
        if (value.Contributes && (code is not null || stack.Contributes))
        {
            value.Ignore(code is not null ? CodeIsBetter : TraceIsBetter);
        }

        return new Branch(ComponentIds.Exception, scope.Configuration.TraceComesLast
            ? code is null ? [type, value, stack] : [type, code, value, stack]
            : code is null ? [stack, type, value] : [stack, type, code, value]);
    }

    /// <summary>The domain and code that Apple's systems give errors.</summary>
    private static Branch? NsError(Mechanism? mechanism)
    {
        if (mechanism is not { Meta.HasValue: true } || JsonObjects.Find(mechanism.Meta, "ns_error") is not { HasValue: true } error)
        {
            return null;
        }

        var code = new Branch(ComponentIds.NsError, new Leaf("domain", JsonObjects.FindText(error, "domain")), new Leaf("code", Number(error)));
        return code.Contributes ? code : null;
    }

    private static string? Number(RawJson error)
    {
        var code = JsonObjects.Find(error, "code");
        return code.Kind == System.Text.Json.JsonValueKind.String ? JsonObjects.FindText(error, "code") : code.HasValue ? code.ToString() : null;
    }
}
