using Monitoring.ErrorTracking.Grouping.Components;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>The thread that the event is about: the only one that crashed, else the only current one, else the only one.</summary>
internal sealed class ThreadsStrategy : IStrategy
{
    public string Name => ComponentIds.Threads;

    public Variants? Of(GroupingScope scope)
    {
        var threads = scope.Event.Threads;
        if (threads.IsEmpty)
        {
            return null;
        }

        var thread = EventThread.Of(threads);
        if (thread?.StackTrace is not { } trace)
        {
            var nothing = new Branch(ComponentIds.Threads);
            nothing.Explain(Hint.Of(thread is not null
                ? "ignored because the thread has no stack trace"
                : $"ignored because there is not exactly one crashed, one current or just one thread, instead there are {threads.Length} threads"));
            return new Variants { App = nothing };
        }

        var view = StackTraceView.Of(scope.TraceOf(trace, null), scope);
        return TraceVariants.OfMessage(Variants.Wrap(view, static stack => new Branch(ComponentIds.Threads, stack)), scope);
    }
}
