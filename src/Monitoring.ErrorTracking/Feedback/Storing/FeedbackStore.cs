using Monitoring.Core.Signals;
using Monitoring.Storage;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Feedback.Storing;

/// <summary>Writes feedback with its signal, and finds the event that it is about.</summary>
internal sealed class FeedbackStore(IDocumentStore store, IErrorStore errors, ISignalHint hint, TimeProvider timeProvider)
{
    private const int MaxAttempts = 16;

    private static readonly TimeSpan FirstSweep = TimeSpan.FromDays(1);

    /// <summary>Writes feedback; it is durable when the call returns.</summary>
    /// <returns>Whether it is new; false when it is there already.</returns>
    public async ValueTask<bool> WriteAsync(ProjectId project, FeedbackDocument document, CancellationToken cancellationToken)
    {
        var partition = Partition.Of(project);
        var about = await FindEventAsync(project, document, cancellationToken).ConfigureAwait(false);
        document = document with { Hash = about?.Event.Hashes[0].ToString() };
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await store.GetAsync(partition, FeedbackDocuments.Feedback, document.Key, cancellationToken).ConfigureAwait(false) is not null)
            {
                return false;
            }

            var commit = new DocumentCommit
            {
                Partition = partition,
                Puts = [FeedbackDocuments.Feedback.Put(document, 0)],
                Signals = [FeedbackSignals.Entry(project, document, about?.IssueId, EntityId.Create(timeProvider))],
            };
            commit = await WithSweepAsync(commit, cancellationToken).ConfigureAwait(false);
            if ((await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).Outcome == CommitOutcome.Committed)
            {
                hint.Notify();
                return true;
            }
        }

        throw new StorageUnavailableException("The feedback of the project is changed by others all the time.") { RetryAfter = TimeSpan.FromSeconds(1) };
    }

    /// <summary>Looks again for the event that feedback is about, and remembers it when it has come.</summary>
    public async ValueTask<Versioned<FeedbackDocument>> LinkAsync(ProjectId project, Versioned<FeedbackDocument> stored, CancellationToken cancellationToken)
    {
        if (!stored.Value.IsPending || await FindEventAsync(project, stored.Value, cancellationToken).ConfigureAwait(false) is not { } about)
        {
            return stored;
        }

        var linked = stored.Value with { Hash = about.Event.Hashes[0].ToString() };
        var commit = new DocumentCommit { Partition = Partition.Of(project), Puts = [FeedbackDocuments.Feedback.Put(linked, stored.Version)] };
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed ? new Versioned<FeedbackDocument> { Value = linked, Version = result.Versions[0] } : stored;
    }

    private async ValueTask<StoredEvent?> FindEventAsync(ProjectId project, FeedbackDocument document, CancellationToken cancellationToken) =>
        document.Report.AssociatedEventId is { } id ? await errors.GetEventAsync(project, id, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>With the first feedback of a project comes the timer that removes it when it is old.</summary>
    private async ValueTask<DocumentCommit> WithSweepAsync(DocumentCommit commit, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(commit.Partition, FeedbackDocuments.Sweep, SweepDocument.Key, cancellationToken).ConfigureAwait(false) is not null)
        {
            return commit;
        }

        var now = timeProvider.GetUtcNow();
        return commit with
        {
            Puts = commit.Puts.Add(FeedbackDocuments.Sweep.Put(new SweepDocument { SetAt = now }, 0)),
            Timers = [new TimerSchedule { Timer = FeedbackDocuments.Timer, DueAt = now + FirstSweep }],
        };
    }
}
