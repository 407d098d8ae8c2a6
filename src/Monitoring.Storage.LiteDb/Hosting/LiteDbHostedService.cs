using Microsoft.Extensions.Hosting;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>Opens the store before anything of the host starts, and closes it after everything has stopped.</summary>
internal sealed class LiteDbHostedService(LiteDbStore store) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken) => await store.GetAsync(cancellationToken).ConfigureAwait(false);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => store.CloseAsync();
}
