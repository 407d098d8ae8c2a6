using System.Collections.Concurrent;
using Monitoring.Signals;

namespace Monitoring.Core.Tests.Signals;

/// <summary>What arrived, over all hosts of a test, and how the handlers behave.</summary>
public sealed class Inbox
{
    private readonly ConcurrentQueue<SignalContext<ToySignal>> _handled = new();
    private readonly ConcurrentQueue<SignalContext<ToySignal>> _tried = new();

    /// <summary>Called for each try; an exception from it makes the try fail.</summary>
    public Func<SignalContext<ToySignal>, CancellationToken, ValueTask> Handle { get; set; } = (_, _) => default;

    public SignalContext<ToySignal>[] Handled => [.. _handled];

    public SignalContext<ToySignal>[] Tried => [.. _tried];

    public IEnumerable<int> HandledOf(string toy) => Handled.Where(context => context.Signal.Toy == toy).Select(context => context.Signal.Number);

    /// <summary>Each number where it came first.</summary>
    public IEnumerable<int> FirstHandledOf(string toy) => HandledOf(toy).Distinct();

    public async ValueTask TakeAsync(SignalContext<ToySignal> context, CancellationToken cancellationToken)
    {
        _tried.Enqueue(context);
        await Handle(context, cancellationToken);
        _handled.Enqueue(context);
    }
}
