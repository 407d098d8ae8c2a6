using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>What people call an event, and which place they blame, by the rules that users of Sentry know.</summary>
internal static class EventTitle
{
    private const int MaxTitle = 256;
    private const int MaxCulprit = 200;

    /// <summary>For errors the type and the first line of the value; else the first line of the message.</summary>
    public static string Title(ErrorEvent errorEvent)
    {
        var message = FirstLine(errorEvent.Message?.Formatted ?? errorEvent.Message?.Message);
        var title = errorEvent.Exceptions.LastOrDefault() is { } exception && !IsTraceOf(message, exception) ? OfException(exception)
            : errorEvent.Security is { } report ? OfReport(report)
            : message;
        return Texts.Cut(title.Length == 0 ? "<unlabeled event>" : title, MaxTitle);
    }

    /// <summary>The transaction, else the last in-app function of the trace, else the URL of the request; may be empty.</summary>
    public static string Culprit(ErrorEvent errorEvent)
    {
        if (!string.IsNullOrEmpty(errorEvent.Transaction))
        {
            return Texts.Cut(errorEvent.Transaction, MaxCulprit);
        }

        if (errorEvent.Exceptions.LastOrDefault()?.Mechanism?.IsSynthetic == true)
        {
            return "";
        }

        var culprit = CrashFrame.Of(errorEvent) is { } frame ? OfFrame(frame, frame.Platform ?? errorEvent.Platform) : "";
        return Texts.Cut(culprit.Length == 0 ? errorEvent.Security?.EffectiveDirective ?? errorEvent.Request?.Url ?? "" : culprit, MaxCulprit);
    }

    /// <summary>A message that was captured with its stack trace comes with an exception that nobody threw; its function says less than the message.</summary>
    private static bool IsTraceOf(string message, ExceptionInfo exception) =>
        message.Length > 0 && string.IsNullOrEmpty(exception.Type) && exception.Mechanism?.IsSynthetic == true;

    private static string OfException(ExceptionInfo exception)
    {
        var isSynthetic = exception.Mechanism?.IsSynthetic == true;
        var function = CrashFrame.In(exception.StackTrace)?.Function;
        var type = isSynthetic ? function ?? "<unknown>" : exception.Type is { Length: > 0 } known ? known : "Error";
        var value = FirstLine(exception.Value);
        return value.Length == 0 ? type : $"{type}: {value}";
    }

    private static string OfReport(SecurityReport report)
    {
        if (report.Kind != EventTypes.Csp)
        {
            return $"{report.Kind} failed for '{report.HostName ?? "<unknown>"}'";
        }

        var values = EventValues.OfSecurity(report);
        return values.Length < 2 ? $"Blocked '{report.EffectiveDirective ?? "unknown"}'" : $"Blocked '{Directive(values[0])}' from '{values[1]}'";
    }

    /// <summary>People say script, not script-src-elem.</summary>
    private static string Directive(string directive)
    {
        var end = directive.IndexOf("-src", StringComparison.Ordinal);
        return end > 0 ? directive[..end] : directive;
    }

    private static string OfFrame(StackFrame frame, string platform)
    {
        var function = frame.Function ?? "?";
        var place = frame.Module ?? frame.FileName ?? frame.AbsolutePath;
        return platform switch
        {
            "objc" or "cocoa" or "swift" or "native" or "c" => frame.Function ?? "",
            _ when place is null => frame.Function ?? "",
            "javascript" or "node" => $"{function}({place})",
            _ => $"{place} in {function}",
        };
    }

    private static string FirstLine(string? text)
    {
        var rest = (text ?? "").AsSpan().TrimStart();
        var end = rest.IndexOfAny('\n', '\r');
        return (end < 0 ? rest : rest[..end]).TrimEnd().ToString();
    }
}
