using Microsoft.Extensions.DependencyInjection;
using Monitoring.Core.Pumping;
using Monitoring.Core.Tests.Support;
using Monitoring.Signals;

namespace Monitoring.Core.Tests.Signals;

/// <summary>Hosts on the same stores that deliver toy signals to inboxes.</summary>
public abstract class SignalPumpTest : PumpTest
{
    private protected Inbox Toys { get; } = new();

    private protected Inbox OtherToys { get; } = new();

    private protected override void Register(IMonitoringBuilder builder)
    {
        builder.Services.AddSingleton(new Jitter(() => 0));
        builder.Services.AddSingleton(Toys);
        builder.AddSignalType(ToySignal.Type).AddSignalHandler<ToySignal, ToyHandler>("toys").AddSignalHandler<ToySignal, ToyHandler>("toys");
    }

    private protected void AddOthers(IMonitoringBuilder builder)
    {
        builder.Services.AddSingleton(new OtherInbox(OtherToys));
        builder.AddSignalType(ToySignal.Type).AddSignalHandler<ToySignal, OtherHandler>("others");
    }

    private protected sealed record OtherInbox(Inbox Inbox);

    private protected sealed class OtherHandler(OtherInbox other) : ISignalHandler<ToySignal>
    {
        public ValueTask HandleAsync(SignalContext<ToySignal> context, CancellationToken cancellationToken) => other.Inbox.TakeAsync(context, cancellationToken);
    }
}
