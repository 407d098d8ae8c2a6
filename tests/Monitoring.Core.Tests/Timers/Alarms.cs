using System.Collections.Concurrent;
using Monitoring.Timers;

namespace Monitoring.Core.Tests.Timers;

/// <summary>What was fired, over all hosts of a test, and how the handlers behave.</summary>
public sealed class Alarms
{
    private readonly ConcurrentQueue<TimerContext> _fired = new();

    public Func<TimerContext, CancellationToken, ValueTask<TimerOutcome>> Handle { get; set; } = (_, _) => new(TimerOutcome.Done);

    public TimerContext[] Fired => [.. _fired];

    public ValueTask<TimerOutcome> FireAsync(TimerContext context, CancellationToken cancellationToken)
    {
        _fired.Enqueue(context);
        return Handle(context, cancellationToken);
    }
}

public sealed class AlarmHandler(Alarms alarms) : ITimerHandler
{
    public ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken) => alarms.FireAsync(context, cancellationToken);
}
