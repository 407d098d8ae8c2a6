namespace Monitoring.Signals;

/// <summary>Acts on signals.</summary>
/// <typeparam name="T">The type of the signals.</typeparam>
/// <remarks>
/// Called at least once for each signal, in order for each <see cref="ISignal.AggregateId"/>, by one host at a time,
/// from a scope of its own. A handler that throws is called again later with growing waits; after the last try the
/// signal goes to the dead letters, where people see it, and those after it are delivered.
/// </remarks>
public interface ISignalHandler<T>
    where T : class, ISignal
{
    /// <summary>Acts on a signal; when the call returns, the signal counts as handled.</summary>
    /// <param name="context">The signal.</param>
    /// <param name="cancellationToken">The host is stopping, or the subscription's lease was lost; the signal is delivered again.</param>
    ValueTask HandleAsync(SignalContext<T> context, CancellationToken cancellationToken);
}
