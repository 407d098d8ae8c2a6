using Microsoft.Extensions.Hosting;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.Storage.PostgreSql.Opening;

namespace Monitoring.Storage.PostgreSql.Hosting;

/// <summary>Does the upkeep of the error store every few minutes; of several hosts one does it at a time.</summary>
internal sealed class UpkeepService(IErrorStore errors, PostgreSqlStore store, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host may keep errors elsewhere.
        if (errors is not PostgreSqlErrorStore { Upkeep: var upkeep })
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await upkeep.RunAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.UpkeepFailed(store.Logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
