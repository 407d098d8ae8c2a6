using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitoring.Redaction;

namespace Monitoring.Core.Signals;

/// <summary>Calls the handlers: those of one lane one after the other, several lanes at the same time.</summary>
internal sealed class SignalDeliverer(
    SignalRuntime runtime, IServiceScopeFactory scopes, IRedactor redactor, CoreMetrics metrics, ILogger<SignalDeliverer> logger)
{
    private const int MaxError = 1_000;

    /// <summary>After how long no further signal is begun, so that those which became due meanwhile have their turn.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    /// <param name="subscription">Whose signals they are.</param>
    /// <param name="lanes">The signals, those that must keep their order together; each bears its outcome afterwards.</param>
    /// <param name="stopping">No further signal is begun.</param>
    /// <param name="aborting">Handlers are cancelled.</param>
    public Task DeliverAsync(Subscription subscription, IEnumerable<IReadOnlyList<Delivery>> lanes, CancellationToken stopping, CancellationToken aborting)
    {
        var began = runtime.Time.GetTimestamp();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = runtime.Options.MaxConcurrency };
        return Parallel.ForEachAsync(lanes, parallel, async (lane, _) =>
        {
            foreach (var delivery in lane)
            {
                var mayBegin = !stopping.IsCancellationRequested && !aborting.IsCancellationRequested && runtime.Time.GetElapsedTime(began) < Round;
                if (!mayBegin || !await TryAsync(subscription, delivery, aborting).ConfigureAwait(false))
                {
                    return;
                }
            }
        });
    }

    /// <returns>Whether those behind it may go on.</returns>
    private async ValueTask<bool> TryAsync(Subscription subscription, Delivery delivery, CancellationToken aborting)
    {
        Func<IServiceProvider, CancellationToken, ValueTask> handle;
        try
        {
            handle = subscription.Open(delivery.Signal, delivery.BeginTry());
        }
        catch (MonitoringException exception)
        {
            Die(subscription, delivery, exception);
            return true;
        }

        var began = runtime.Time.GetTimestamp();
        var exceptionOrNone = await CallAsync(handle, aborting).ConfigureAwait(false);
        if (exceptionOrNone is OperationCanceledException && aborting.IsCancellationRequested)
        {
            return false;
        }

        metrics.Delivered(subscription.Name, exceptionOrNone is null, runtime.Time.GetElapsedTime(began));
        if (exceptionOrNone is null)
        {
            delivery.Handled();
            return true;
        }

        return Fail(subscription, delivery, exceptionOrNone);
    }

    private async ValueTask<Exception?> CallAsync(Func<IServiceProvider, CancellationToken, ValueTask> handle, CancellationToken aborting)
    {
        using var timeout = new CancellationTokenSource(runtime.Options.HandlerTimeout, runtime.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, aborting);
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                await handle(scope.ServiceProvider, either.Token).ConfigureAwait(false);
            }

            return null;
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !aborting.IsCancellationRequested)
        {
            return new TimeoutException($"The handler did not end within {runtime.Options.HandlerTimeout}.", exception);
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private bool Fail(Subscription subscription, Delivery delivery, Exception exception)
    {
        if (delivery.Attempts >= runtime.Options.MaxAttempts)
        {
            Die(subscription, delivery, exception);
            return true;
        }

        var wait = runtime.Backoff.After(delivery.Attempts);
        delivery.Failed(Describe(exception), runtime.Now + wait);
        Log.SignalFailed(logger, delivery.Signal.Type, delivery.Signal.Id, subscription.Name, delivery.Attempts, wait, exception);
        return false;
    }

    private void Die(Subscription subscription, Delivery delivery, Exception exception)
    {
        delivery.Died(Describe(exception));
        metrics.Died(subscription.Name);
        Log.SignalDied(logger, delivery.Signal.Type, delivery.Signal.Id, subscription.Name, delivery.Attempts, exception);
    }

    private string Describe(Exception exception)
    {
        var text = $"{exception.GetType().FullName}: {exception.Message}";
        var redacted = redactor.Redact(text.Length > MaxError ? text[..MaxError] : text);
        return redacted.Length > MaxError ? redacted[..MaxError] : redacted;
    }
}
