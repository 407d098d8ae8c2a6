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
        foreach (var type in errorEvent.Exceptions.Select(exception => exception.Type).Distinct(StringComparer.Ordinal).Take(MaxTypes))
        {
            Add(text, TypeMark, type, MaxType);
        }

        foreach (var frame in FramesOf(errorEvent))
        {
            Add(text, FrameMark, frame, MaxFrame);
        }

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

    private static IEnumerable<string> FramesOf(ErrorEvent errorEvent)
    {
        // The last frame of a trace is where it happened.
        var traces = errorEvent.Exceptions.Select(exception => exception.StackTrace)
            .Append(errorEvent.StackTrace)
            .Concat(errorEvent.Threads.Where(thread => thread.IsCrashed == true).Select(thread => thread.StackTrace))
            .OfType<StackTrace>()
            .ToList();
        var all = traces.SelectMany(trace => trace.Frames.Reverse()).ToList();
        var own = all.Where(frame => frame.InApp == true).ToList();
        return (own.Count > 0 ? own : all.Take(OtherFrames)).Select(Show).Where(frame => frame.Length > 0).Distinct(StringComparer.Ordinal);
    }

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
        if (line.Length > 0 && text.Length + line.Length + 2 <= ErrorStoreLimits.SearchText)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(mark).Append(line);
        }
    }
}
