using Monitoring.Signals;
using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

internal sealed class SignalKeeper(KeptSignals kept) : ISignalHandler<ErrorIssueOpened>
{
    public ValueTask HandleAsync(SignalContext<ErrorIssueOpened> context, CancellationToken cancellationToken)
    {
        kept.Texts.Enqueue(context.Signal.ToString());
        return ValueTask.CompletedTask;
    }
}
