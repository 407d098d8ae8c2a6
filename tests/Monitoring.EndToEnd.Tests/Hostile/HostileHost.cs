using Monitoring.EndToEnd.Tests.Hosting;

namespace Monitoring.EndToEnd.Tests.Hostile;

/// <summary>The host that is treated badly; its memory and its contents are looked at, so no other test uses it.</summary>
public sealed class HostileHost : IAsyncDisposable
{
    private readonly SharedHost _shared = new();
    private readonly SemaphoreSlim _alone = new(1, 1);

    public async ValueTask DisposeAsync()
    {
        await _shared.DisposeAsync();
        _alone.Dispose();
    }

    /// <summary>Runs one attack at a time, so that what it does to counts and memory can be told.</summary>
    internal async Task RunAsync(Func<SampleHost, Task> attack)
    {
        var host = await _shared.GetAsync();
        await _alone.WaitAsync();
        try
        {
            await attack(host);
        }
        finally
        {
            _alone.Release();
        }
    }
}
