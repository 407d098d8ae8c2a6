using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>Writes what was counted to the document store, and removes what is too old.</summary>
internal sealed class OutcomeWriter(
    OutcomeCounters counters, IDocumentStore store, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider, ILogger<OutcomeWriter> logger)
{
    private const int DeletesAtOnce = 100;

    /// <summary>An hour stays in memory this long after its end, so that whoever has just looked it up can still count.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly TimeSpan _interval = options.Value.OutcomeFlushInterval;
    private readonly TimeSpan _retention = options.Value.OutcomeRetention;
    private bool _isFailing;

    /// <summary>Writes every few seconds until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_interval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; the last flush is made by whoever stops this.
        }
    }

    /// <summary>Writes what was counted since the last time. What cannot be written now is kept. One caller at a time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var hour in counters.Hours)
            {
                await FlushAsync(hour, cancellationToken).ConfigureAwait(false);
            }

            _isFailing = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Said once, until it works again: counting goes on, and nothing is lost but time.
            if (!_isFailing)
            {
                Log.OutcomesNotWritten(logger, exception);
            }

            _isFailing = true;
        }
    }

    private async Task FlushAsync(HourOfOutcomes hour, CancellationToken cancellationToken)
    {
        var isOver = hour.Hour + TimeSpan.FromHours(1) + Grace <= timeProvider.GetUtcNow();
        if (hour.IsDirty)
        {
            var document = hour.Snapshot(out var changes);
            await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(hour.Project), Puts = [OutcomeDocuments.Type.Put(document)] }, cancellationToken)
                .ConfigureAwait(false);
            hour.Confirm(changes);
        }

        if (isOver && !hour.IsDirty)
        {
            counters.Forget(hour);
            await DeleteOldAsync(hour.Project, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DeleteOldAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var old = await store.QueryAsync(
            new DocumentQuery
            {
                Partition = Partition.Of(project),
                Type = OutcomeDocuments.Type,
                Index = OutcomeDocuments.ByHour,
                Ranges = [OutcomeDocuments.Hours(DateTimeOffset.MinValue, timeProvider.GetUtcNow() - _retention)],
                Limit = DeletesAtOnce,
            },
            cancellationToken).ConfigureAwait(false);
        if (!old.Items.IsEmpty)
        {
            var deletes = old.Items.Select(item => new DocumentDelete { Type = OutcomeDocuments.Type, Key = item.Key });
            await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Deletes = [.. deletes] }, cancellationToken).ConfigureAwait(false);
        }
    }
}
