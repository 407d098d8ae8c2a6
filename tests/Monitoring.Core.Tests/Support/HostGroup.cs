using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Support;

/// <summary>Hosts on the same stores that crash and are replaced.</summary>
public sealed class HostGroup(TestHost stores, Chaos chaos, Action<MonitoringOptions> options, Action<IMonitoringBuilder> add) : IAsyncDisposable
{
    private readonly List<(TestHost Host, UnreliableStore Cord)> _hosts = [];
    private readonly List<TestHost> _gone = [];
    private volatile bool _isStormy = true;

    public async Task StartAsync()
    {
        UnreliableStore? cord = null;
        var host = new TestHost(options, add, stores, Cord);
        await host.StartAsync();
        _hosts.Add((host, cord!));

        IDocumentStore Cord(IDocumentStore store) => cord = new UnreliableStore(store, () => _isStormy && chaos.Happens(0.02));
    }

    /// <summary>One host dies without a word and is replaced, or is stopped in an orderly way and replaced.</summary>
    public async Task ReplaceAsync()
    {
        var (host, cord) = _hosts[chaos.Below(_hosts.Count)];
        _hosts.Remove((host, cord));
        _gone.Add(host);
        if (chaos.Happens(0.5))
        {
            cord.CutOff();
        }
        else
        {
            var stopping = host.StopAsync();
            await host.UntilAsync(() => stopping.IsCompleted, what: "the stop");
        }

        await StartAsync();
    }

    public void Calm() => _isStormy = false;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.Select(entry => entry.Host).Concat(_gone))
        {
            await host.DisposeAsync();
        }
    }
}
