using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.Core.Pumping;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.Core.Timers;

/// <summary>Handles one claimed timer: calls its handler and has the outcome committed with the completion.</summary>
internal sealed class TimerRunner(
    TimerCommitter committer,
    IServiceScopeFactory scopes,
    IOptions<MonitoringOptions> options,
    Jitter jitter,
    TimeProvider timeProvider,
    CoreMetrics metrics,
    ILogger<TimerRunner> logger)
{
    /// <summary>How often a handler is called at once when a document was changed under it.</summary>
    private const int MaxConflicts = 5;

    private readonly Backoff _backoff = new(options.Value.Timers.FirstRetryDelay, options.Value.Timers.MaxRetryDelay, jitter);

    /// <summary>Does not throw.</summary>
    /// <param name="route">The way to the handler.</param>
    /// <param name="claim">The timer.</param>
    /// <param name="time">How long the handler may work; less than the claim lasts.</param>
    /// <param name="aborting">Cancels the handler; the timer is due again at once.</param>
    public async Task RunAsync(TimerRoute route, TimerClaim claim, TimeSpan time, CancellationToken aborting)
    {
        var began = timeProvider.GetTimestamp();
        metrics.TimerClaimed(claim.Timer.Kind, timeProvider.GetUtcNow() - claim.DueAt);
        using var timeout = new CancellationTokenSource(time, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, aborting);
        string outcome;
        try
        {
            outcome = Told(claim, await HandleAsync(route, claim, either.Token).ConfigureAwait(false), "done");
        }
        catch (Exception exception)
        {
            outcome = await TrySetAnewAsync(claim, exception, aborting.IsCancellationRequested).ConfigureAwait(false);
        }

        metrics.TimerRan(claim.Timer.Kind, outcome, timeProvider.GetElapsedTime(began));
    }

    private async ValueTask<CommitOutcome> HandleAsync(TimerRoute route, TimerClaim claim, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            TimerOutcome outcome;
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                outcome = await route.Handler(scope.ServiceProvider).HandleAsync(new TimerContext { Claim = claim }, cancellationToken).ConfigureAwait(false);
            }

            var result = await committer.CompleteAsync(claim, outcome).ConfigureAwait(false);
            if (result != CommitOutcome.Conflict)
            {
                return result;
            }
        }

        throw new MonitoringException("The documents that the handler changes were changed by others each time.");
    }

    private async ValueTask<string> TrySetAnewAsync(TimerClaim claim, Exception failure, bool isAborting)
    {
        try
        {
            if (isAborting && failure is OperationCanceledException)
            {
                return Told(claim, await committer.SetAnewAsync(claim, claim.DueAt, claim.Attempt - 1).ConfigureAwait(false), "failed");
            }

            var wait = _backoff.After(claim.Attempt);
            Log.TimerFailed(logger, claim.Timer.Kind, claim.Timer.Key, claim.Attempt, wait, failure);
            return Told(claim, await committer.SetAnewAsync(claim, timeProvider.GetUtcNow() + wait, claim.Attempt).ConfigureAwait(false), "failed");
        }
        catch (Exception exception)
        {
            Log.TimerNotCommitted(logger, claim.Timer.Kind, claim.Timer.Key, exception);
            return "failed";
        }
    }

    private string Told(TimerClaim claim, CommitOutcome result, string outcome)
    {
        if (result == CommitOutcome.Committed)
        {
            return outcome;
        }

        Log.TimerClaimLost(logger, claim.Timer.Kind, claim.Timer.Key);
        return "lost";
    }
}
