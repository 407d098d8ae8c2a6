using Monitoring.Signals;

namespace Monitoring.Core.Tests.Signals;

public sealed class ToyHandler(Inbox inbox) : ISignalHandler<ToySignal>
{
    public ValueTask HandleAsync(SignalContext<ToySignal> context, CancellationToken cancellationToken) => inbox.TakeAsync(context, cancellationToken);
}
