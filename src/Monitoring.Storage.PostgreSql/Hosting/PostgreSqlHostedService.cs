using Microsoft.Extensions.Hosting;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.Storage.PostgreSql.Opening;

namespace Monitoring.Storage.PostgreSql.Hosting;

/// <summary>Brings the schema and the indexes of documents up to date before anything of the host starts.</summary>
internal sealed class PostgreSqlHostedService(PostgreSqlStore store, IDocumentStore documents) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (documents is PostgreSqlDocumentStore own)
        {
            await own.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => store.DisposeAsync().AsTask();
}
