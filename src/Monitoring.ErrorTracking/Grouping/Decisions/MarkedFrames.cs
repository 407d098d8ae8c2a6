using System.Collections;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;
using Monitoring.ErrorTracking.Grouping.Strategies;

namespace Monitoring.ErrorTracking.Grouping.Decisions;

/// <summary>All frames of an event, marked by the rules when a rule for fingerprints asks for them. Most ask for something else first.</summary>
internal sealed class MarkedFrames(GroupingScope scope) : IReadOnlyList<RuleFrame>
{
    private RuleFrame[]? _frames;

    public int Count => Frames.Length;

    public RuleFrame this[int index] => Frames[index];

    private RuleFrame[] Frames => _frames ??=
    [
        .. scope.Event.Exceptions.Where(exception => exception.StackTrace is not null)
            .SelectMany(exception => scope.TraceOf(exception.StackTrace!, exception).Marked),
        .. scope.Event.Threads.Where(thread => thread.StackTrace is not null).SelectMany(thread => scope.TraceOf(thread.StackTrace!, null).Marked),
        .. scope.Event.StackTrace is { } trace ? scope.TraceOf(trace, null).Marked : [],
    ];

    public IEnumerator<RuleFrame> GetEnumerator() => ((IEnumerable<RuleFrame>)Frames).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
