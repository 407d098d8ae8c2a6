namespace Monitoring.Timers;

/// <summary>Acts on timers of one kind when they are due.</summary>
/// <remarks>
/// <para>Called from a scope of its own, on any host that handles the kind, by one host at a time. A handler that throws,
/// or whose outcome cannot be committed, is called again later with growing waits, without end: a timer is never lost.</para>
/// <para>What must happen once goes into the commit of the outcome: it becomes true together with the completion of the
/// timer, or not at all when the claim was lost meanwhile. What else a handler does may happen more than once.</para>
/// </remarks>
public interface ITimerHandler
{
    /// <summary>Acts on a due timer.</summary>
    /// <param name="context">The timer.</param>
    /// <param name="cancellationToken">The host is stopping, or the claim ends soon; another call follows.</param>
    /// <returns>What shall become true with the completion of the timer.</returns>
    ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken);
}
