using Monitoring.ErrorTracking.Grouping.Components;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>A stack trace that belongs to no exception and no thread.</summary>
internal sealed class StackTraceStrategy : IStrategy
{
    public string Name => ComponentIds.StackTrace;

    public Variants? Of(GroupingScope scope) =>
        scope.Event.StackTrace is { } trace ? TraceVariants.OfMessage(StackTraceView.Of(scope.TraceOf(trace, null), scope), scope) : null;
}
