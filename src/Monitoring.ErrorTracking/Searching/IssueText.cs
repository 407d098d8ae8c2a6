using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Monitoring.ErrorTracking.Events;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Searching;

/// <summary>
/// What free text is searched in beside the title: the message, the types of the exceptions from the cause on, and the in-app frames from the crash on. Each stands on a
/// line of its own behind a control character that says what it is, which nobody searches for.
/// </summary>
internal sealed record IssueText
{
    private const char MessageMark = '\u0001';
    private const char TypeMark = '\u0002';
    private const char FrameMark = '\u0003';
    private const int MaxMessage = 300;
    private const int MaxType = 128;
    private const int MaxFrame = 160;
    private const int MaxTypes = 5;
    private const int OtherFrames = 5;

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    public string Message { get; private init; } = "";

    public ImmutableArray<string> Types { get; private init; } = [];

    /// <summary>Module, function and file of each, once.</summary>
    public ImmutableArray<string> Frames { get; private init; } = [];

    /// <summary>The text of an event, which must have been scrubbed.</summary>
    public static string Of(ErrorEvent errorEvent)
    {
        var text = new StringBuilder();
        var message = errorEvent.Message?.Formatted ?? errorEvent.Message?.Message ?? errorEvent.Exceptions.FirstOrDefault()?.Value;
        Add(text, MessageMark, message, MaxMessage);
        AddTypes(text, errorEvent);
        AddFrames(text, errorEvent);
        return Texts.WellFormed(text.ToString());
    }

    /// <summary>Takes apart what <see cref="Of"/> has written; anything else has no parts.</summary>
    public static IssueText Read(string text)
    {
        var lines = text.Split('\n');
        return new IssueText
        {
            Message = Lines(MessageMark).FirstOrDefault() ?? "",
            Types = [.. Lines(TypeMark)],
            Frames = [.. Lines(FrameMark)],
        };

        IEnumerable<string> Lines(char mark) => lines.Where(line => line.StartsWith(mark)).Select(line => line[1..]);
    }

    private static void AddTypes(StringBuilder text, ErrorEvent errorEvent)
    {
        var seen = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var exception in errorEvent.Exceptions)
        {
            if (seen.Count < MaxTypes && seen.Add(exception.Type))
            {
                Add(text, TypeMark, exception.Type, MaxType);
            }
        }
    }

    /// <summary>Adds the frames of the application, or the first of all where none is its own.</summary>
    private static void AddFrames(StringBuilder text, ErrorEvent errorEvent)
    {
        var traces = TracesOf(errorEvent);
        var isOwnOnly = traces.Exists(trace => trace.Frames.Any(frame => frame.InApp == true));
        var seen = new HashSet<(string? Module, string? Function, string? FileName)>();
        var left = isOwnOnly ? int.MaxValue : OtherFrames;
        foreach (var trace in traces)
        {
            // The last frame of a trace is where it happened.
            for (var index = trace.Frames.Length - 1; index >= 0 && left > 0; index--)
            {
                var frame = trace.Frames[index];
                if (isOwnOnly && frame.InApp != true)
                {
                    continue;
                }

                left--;
                if (Fits(text, Math.Min(LengthOf(frame), MaxFrame)) && seen.Add((frame.Module, frame.Function, frame.FileName)))
                {
                    Add(text, FrameMark, Show(frame), MaxFrame);
                }
            }
        }
    }

    private static List<StackTrace> TracesOf(ErrorEvent errorEvent)
    {
        var traces = new List<StackTrace?>();
        traces.AddRange(errorEvent.Exceptions.Select(exception => exception.StackTrace));
        traces.Add(errorEvent.StackTrace);
        traces.AddRange(errorEvent.Threads.Where(thread => thread.IsCrashed == true).Select(thread => thread.StackTrace));
        return [.. traces.OfType<StackTrace>()];
    }

    /// <summary>How long it is shown at least.</summary>
    private static int LengthOf(StackFrame frame) => (frame.Module?.Length ?? 0) + (frame.Function?.Length ?? 0) + (frame.FileName?.Length ?? 0);

    private static string Show(StackFrame frame) => Join(Join(frame.Module, frame.Function), frame.FileName);

    private static string Join(string? first, string? second) =>
        string.IsNullOrEmpty(first) ? second ?? "" : string.IsNullOrEmpty(second) ? first : $"{first} {second}";

    private static string WithoutControls(string text) => !text.AsSpan().ContainsAny(Controls)
        ? text
        : string.Create(text.Length, text, static (into, from) =>
        {
            for (var index = 0; index < from.Length; index++)
            {
                into[index] = char.IsControl(from[index]) ? ' ' : from[index];
            }
        });

    private static void Add(StringBuilder text, char mark, string? part, int max)
    {
        var line = Texts.Cut(WithoutControls(part ?? "").Trim(), max);
        if (line.Length > 0 && Fits(text, line.Length))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(mark).Append(line);
        }
    }

    private static bool Fits(StringBuilder text, int length) => text.Length + length + 2 <= ErrorStoreLimits.SearchText;
}
