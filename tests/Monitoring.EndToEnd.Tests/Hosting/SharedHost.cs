namespace Monitoring.EndToEnd.Tests.Hosting;

/// <summary>A host with the default store that tests share; started for the first that asks. What each of them sends has ids of its own.</summary>
public sealed class SharedHost : IAsyncDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly Lazy<Task<SampleHost>> _host;

    public SharedHost() => _host = new Lazy<Task<SampleHost>>(() => SampleHost.StartAsync(_data.Path));

    internal Task<SampleHost> GetAsync() => _host.Value;

    public async ValueTask DisposeAsync()
    {
        if (_host.IsValueCreated && _host.Value.IsCompletedSuccessfully)
        {
            await using var host = await _host.Value;
            await host.StopAsync();
        }

        _data.Dispose();
    }
}
