using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>Collects what of an event tells it from others, seen with its in-app frames alone or with all of its frames.</summary>
internal static class EventValues
{
    /// <summary>
    /// The chain of exceptions, the oldest cause first: of each its type, and its frames or, when there are none, its masked value.
    /// </summary>
    /// <param name="errorEvent">The event.</param>
    /// <param name="inAppOnly">Whether only in-app frames are seen.</param>
    /// <param name="hasFrames">Whether any frame counted.</param>
    public static ImmutableArray<string> OfExceptions(ErrorEvent errorEvent, bool inAppOnly, out bool hasFrames)
    {
        var values = new List<string>();
        hasFrames = false;
        foreach (var exception in errorEvent.Exceptions)
        {
            if (exception.Type is { Length: > 0 } type && exception.Mechanism?.IsSynthetic != true)
            {
                values.Add(type);
            }

            if (AddFrames(exception.StackTrace, errorEvent.Platform, inAppOnly, values))
            {
                hasFrames = true;
            }
            else if (exception.Value is { Length: > 0 } value)
            {
                values.Add(MessageMask.Mask(value));
            }
        }

        return [.. values];
    }

    public static ImmutableArray<string> OfTrace(StackTrace? trace, string platform, bool inAppOnly)
    {
        var values = new List<string>();
        AddFrames(trace, platform, inAppOnly, values);
        return [.. values];
    }

    /// <summary>The thread that the event is about: the one that crashed, else the current one, else the only one.</summary>
    public static StackTrace? TraceOfThread(ImmutableArray<ThreadInfo> threads) =>
        Only(threads, thread => thread.IsCrashed == true) ?? Only(threads, thread => thread.IsCurrent == true) ?? Only(threads, _ => true);

    public static ImmutableArray<string> OfTemplate(TemplateInfo? template) =>
        template is null ? [] : NonEmpty(template.FileName ?? template.AbsolutePath, template.ContextLine);

    public static ImmutableArray<string> OfSecurity(SecurityReport? report) => report switch
    {
        null => [],
        { Kind: EventTypes.Csp } => NonEmpty(report.EffectiveDirective, BlockedSource(report)),
        _ => NonEmpty(report.Kind, report.HostName),
    };

    /// <summary>The template of the message, which is the same for every value in it; else the message with its values masked.</summary>
    public static ImmutableArray<string> OfMessage(LogEntry? message) =>
        (message?.Message ?? message?.Formatted) is { Length: > 0 } text ? NonEmpty(MessageMask.Mask(text)) : [];

    private static bool AddFrames(StackTrace? trace, string platform, bool inAppOnly, List<string> values)
    {
        var added = false;
        StackFrame? previous = null;
        foreach (var frame in trace?.Frames ?? [])
        {
            var repeats = previous is not null && FrameValues.IsRecursion(frame, previous);
            previous = frame;
            if (!repeats && (!inAppOnly || frame.InApp == true))
            {
                added |= FrameValues.Add(frame, platform, values);
            }
        }

        return added;
    }

    private static StackTrace? Only(ImmutableArray<ThreadInfo> threads, Func<ThreadInfo, bool> condition)
    {
        var found = threads.Where(condition).Take(2).ToArray();
        return found.Length == 1 ? found[0].StackTrace : null;
    }

    /// <summary>The host of a blocked URL, the scheme of one without a host, and words such as <c>inline</c> as they are.</summary>
    private static string? BlockedSource(SecurityReport report)
    {
        if (!Uri.TryCreate(report.BlockedUri, UriKind.Absolute, out var blocked))
        {
            return report.BlockedUri;
        }

        var isOwn = Uri.TryCreate(report.DocumentUri, UriKind.Absolute, out var document) && document.Host == blocked.Host;
        return blocked.Host.Length == 0 ? blocked.Scheme : isOwn ? "'self'" : blocked.Host;
    }

    private static ImmutableArray<string> NonEmpty(params ReadOnlySpan<string?> values)
    {
        var kept = ImmutableArray.CreateBuilder<string>(values.Length);
        foreach (var value in values)
        {
            if (!string.IsNullOrEmpty(value))
            {
                kept.Add(value);
            }
        }

        return kept.DrainToImmutable();
    }
}
