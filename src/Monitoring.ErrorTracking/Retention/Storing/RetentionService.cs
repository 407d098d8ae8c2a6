using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Monitoring.ErrorTracking.Retention.Storing;

/// <summary>Applies retention while the host runs: first some time after its start, then again and again.</summary>
internal sealed class RetentionService(
    IServiceProvider services, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider, ILogger<RetentionService> logger) : BackgroundLoop(services)
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stopping) => RunAsync(services.GetRequiredService<RetentionRunner>(), stopping);

    private async Task RunAsync(RetentionRunner runner, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.RetentionInterval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                await RunOnceAsync(runner, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async ValueTask RunOnceAsync(RetentionRunner runner, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.RetentionFailed(logger, exception);
        }
    }
}
