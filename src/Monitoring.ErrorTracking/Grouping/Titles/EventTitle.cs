using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Frames;
using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Strategies;

namespace Monitoring.ErrorTracking.Grouping.Titles;

/// <summary>What people call an event, and which place they blame, by the rules that users of Sentry know.</summary>
internal static class EventTitle
{
    private const int MaxTitle = 256;
    private const int MaxType = 128;
    private const int MaxLine = 100;
    private const int MaxCulprit = 200;

    /// <summary>For errors the type and the first line of the value; else the first line of the message.</summary>
    public static string Title(GroupingScope scope)
    {
        var errorEvent = scope.Event;
        var message = FirstLine(errorEvent.Message?.Formatted ?? errorEvent.Message?.Message);
        var title = MainException(errorEvent, scope.MainExceptionId) is { } exception && !IsTraceOf(message, exception) ? OfException(exception, scope)
            : errorEvent.Security is { } report ? OfReport(report)
            : Texts.Cut(message, MaxLine);
        return Texts.Cut(title.Length == 0 ? "<unlabeled event>" : title, MaxTitle);
    }

    /// <summary>A title that a rule gives.</summary>
    public static string Custom(string title) => Texts.Cut(FirstLine(title) is { Length: > 0 } line ? line : "<unlabeled event>", MaxTitle);

    /// <summary>The transaction, else the last in-app function of the trace, else the URL of the request; may be empty.</summary>
    public static string Culprit(GroupingScope scope)
    {
        var errorEvent = scope.Event;
        if (!string.IsNullOrEmpty(errorEvent.Transaction))
        {
            return Texts.Cut(errorEvent.Transaction, MaxCulprit);
        }

        if (errorEvent.Exceptions.LastOrDefault()?.Mechanism?.IsSynthetic == true)
        {
            return "";
        }

        var culprit = CrashFrame.Of(scope) is { } frame ? OfFrame(frame) : "";
        return Texts.Cut(culprit.Length == 0 ? errorEvent.Security?.EffectiveDirective ?? errorEvent.Request?.Url ?? "" : culprit, MaxCulprit);
    }

    /// <summary>A message that was captured with its stack trace comes with an exception that nobody threw; its function says less than the message.</summary>
    private static bool IsTraceOf(string message, ExceptionInfo exception) =>
        message.Length > 0 && string.IsNullOrEmpty(exception.Type) && exception.Mechanism?.IsSynthetic == true;

    private static string OfException(ExceptionInfo exception, GroupingScope scope)
    {
        var isSynthetic = exception.Mechanism?.IsSynthetic == true;
        var type = isSynthetic ? CrashFrame.Of(exception, scope)?.Function ?? "<unknown>" : exception.Type is { Length: > 0 } known ? known : "Error";
        var value = FirstLine(exception.Value);
        return value.Length == 0 ? Texts.Cut(type, MaxType) : $"{Texts.Cut(type, MaxType)}: {Texts.Cut(value, MaxLine)}";
    }

    private static ExceptionInfo? MainException(ErrorEvent errorEvent, int? id) =>
        (id is null ? null : errorEvent.Exceptions.FirstOrDefault(exception => exception.Mechanism?.ExceptionId == id)) ?? errorEvent.Exceptions.LastOrDefault();

    private static string OfReport(SecurityReport report)
    {
        if (report.Kind != EventTypes.Csp)
        {
            return $"{report.Kind} failed for '{report.HostName ?? "<unknown>"}'";
        }

        var blocked = CspSource.Of(report);
        return report.EffectiveDirective is not { } directive || string.IsNullOrEmpty(blocked)
            ? $"Blocked '{report.EffectiveDirective ?? "unknown"}'"
            : $"Blocked '{Directive(directive)}' from '{blocked}'";
    }

    /// <summary>People say script, not script-src-elem.</summary>
    private static string Directive(string directive)
    {
        var end = directive.IndexOf("-src", StringComparison.Ordinal);
        return end > 0 ? directive[..end] : directive;
    }

    private static string OfFrame(TraceFrame frame)
    {
        var function = frame.Function ?? "?";
        var place = frame.Source.Module ?? frame.FileName ?? frame.Source.AbsolutePath;
        return frame.Family switch
        {
            FrameFamilies.Native => frame.Function ?? "",
            _ when place is null => frame.Function ?? "",
            FrameFamilies.JavaScript => $"{function}({place})",
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
