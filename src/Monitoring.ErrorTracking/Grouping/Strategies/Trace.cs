using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Components;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Grouping.Frames;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>A stack trace as grouping sees it: its frames normalised and marked by the rules, which is done once for all views of it.</summary>
internal sealed class Trace
{
    private readonly StackTraceDecisions _decisions;
    private readonly FrameTexts _texts;
    private readonly GroupingConfiguration _configuration;

    public Trace(StackTrace source, ExceptionInfo? exception, GroupingScope scope)
    {
        Frames = new TraceFrame[source.Frames.Length];
        Marked = new RuleFrame[Frames.Length];
        _configuration = scope.Configuration;
        _texts = scope.Texts;
        for (var i = 0; i < Frames.Length; i++)
        {
            Frames[i] = new TraceFrame(source.Frames[i], scope.Event.Platform, _texts);
            Marked[i] = Frames[i].Marked;
        }

        _decisions = scope.Rules.StackTracesUnder(scope.Configuration).Apply(Marked, exception is null ? default : FactsOf(exception), scope.Budget);
    }

    public TraceFrame[] Frames { get; }

    /// <summary>The frames as rules see and mark them.</summary>
    public RuleFrame[] Marked { get; }

    /// <summary>Whether a frame belongs to the application, by the word of the sender or of a rule.</summary>
    public bool IsInApp(int index) => Marked[index].InApp;

    /// <summary>The values of the frames.</summary>
    public FrameParts[] Parts => field ??= Array.ConvertAll(Frames, frame => FrameParts.Of(frame, _configuration, _texts));

    /// <summary>Lets the rules decide which frames of a view count.</summary>
    /// <returns>Why the whole view does not count; none when it does.</returns>
    public Hint ApplyRules(FrameContribution[] frames)
    {
        var outcome = _decisions.Apply(frames);
        return outcome.IsTooShort ? Hint.By(outcome.Effect!, outcome.Rule!) : default;
    }

    public static ExceptionFacts FactsOf(ExceptionInfo exception) =>
        new() { Type = exception.Type, Value = exception.Value, Mechanism = exception.Mechanism?.Type };
}
