using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Support;

/// <summary>Hosts that work side by side on the same stores.</summary>
public abstract class PumpTest : IAsyncDisposable
{
    private protected TestHost Stores { get; } = new();

    private protected List<TestHost> Hosts { get; } = [];

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask DisposeAsync()
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
        var host = new TestHost(options, add ?? Register, Stores, through);
        Hosts.Add(host);
        return await host.StartAsync();
    }

    /// <summary>What a host handles unless a test says otherwise.</summary>
    private protected abstract void Register(IMonitoringBuilder builder);
}
