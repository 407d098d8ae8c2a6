using Microsoft.Extensions.DependencyInjection;
using Monitoring.Core.Pumping;
using Monitoring.Core.Tests.Support;
using Monitoring.Signals;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Signals;

/// <summary>Hosts on the same stores that deliver toy signals to inboxes.</summary>
public abstract class SignalPumpTest : IAsyncDisposable
{
    private protected Inbox Toys { get; } = new();

    private protected Inbox OtherToys { get; } = new();

    private protected TestHost Stores { get; } = new();

    private protected List<TestHost> Hosts { get; } = [];

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts.AsEnumerable().Reverse())
        {
            await host.DisposeAsync();
        }

        await Stores.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<TestHost> StartAsync(
        Action<MonitoringOptions>? options = null, Action<IMonitoringBuilder>? add = null, Func<IDocumentStore, IDocumentStore>? through = null)
    {
        var host = new TestHost(options, add ?? AddToys, Stores, through);
        Hosts.Add(host);
        return await host.StartAsync();
    }

    private protected void AddToys(IMonitoringBuilder builder)
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
