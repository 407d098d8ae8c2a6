using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Releases.Sightings;
using Monitoring.ErrorTracking.Rollups.Commits;
using Monitoring.ErrorTracking.Sessions.Storing;

namespace Monitoring.ErrorTracking.Sessions.Intake;

/// <summary>Takes sessions and counts of sessions: those of a request become durable together, before its sender is answered.</summary>
internal sealed class SessionHandler(
    SessionIntake intake, SessionQueue queue, ReleaseSightings sightings, IOptions<ErrorTrackingOptions> options, ILogger<SessionHandler> logger) : IItemHandler
{
    private const string Others = "too_many_releases";

    private static readonly string Category = DataCategory.Session.Name();

    private readonly TimeSpan _retryAfter = options.Value.RetryAfter;

    public ImmutableArray<EnvelopeItemKind> Kinds => [EnvelopeItemKind.Session, EnvelopeItemKind.Sessions];

    public async ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(ItemBatch batch, CancellationToken cancellationToken)
    {
        var draft = new SessionDraft();
        foreach (var item in batch.Items)
        {
            Take(item, batch, draft);
        }

        if (!draft.IsEmpty)
        {
            await CountAsync(draft, batch, cancellationToken).ConfigureAwait(false);
        }

        return draft.Outcomes.ToImmutable();
    }

    private void Take(EnvelopeItem item, ItemBatch batch, SessionDraft draft)
    {
        try
        {
            intake.Take(item, batch, draft);
        }
        catch (Exception exception)
        {
            Log.SessionFailed(logger, exception);
            draft.Outcomes.Add(ItemOutcome.Refused(Category, Refusals.InternalError));
        }
    }

    private async ValueTask CountAsync(SessionDraft draft, ItemBatch batch, CancellationToken cancellationToken)
    {
        var project = batch.Sender.Key.ProjectId;
        var work = new SessionWork { Updates = draft.Updates.ToImmutable(), Counts = draft.Counts.ToImmutable(), RequestId = SessionIds.OfRequest(batch, draft.CountItems) };
        var done = await queue.AddAsync(project, work, cancellationToken).ConfigureAwait(false);
        foreach (var (part, index) in draft.Parts.Select((part, index) => (part, index)))
        {
            draft.Outcomes.Add(done switch
            {
                { Fault: CommitFault.Full } => ItemOutcome.Limited(Category, Refusals.QueueFull.Name, _retryAfter, part.Sessions),
                { Fault: CommitFault.None, Answer: { } answer } => OutcomeOf(answer, index, part.Sessions),
                _ => ItemOutcome.Refused(Category, Refusals.InternalError, part.Sessions),
            });
        }

        if (done.Fault == CommitFault.None)
        {
            foreach (var release in draft.Parts.Select(part => SessionDocuments.ReleaseOf(part.Series)).Distinct(StringComparer.Ordinal))
            {
                sightings.Name(project, release, batch.Sender.ReceivedAt);
            }
        }
    }

    private static ItemOutcome OutcomeOf(SessionAnswer answer, int index, long sessions)
    {
        if (index >= answer.Updates.Length && answer.AreCountsRepeated)
        {
            return ItemOutcome.Repeated(Category, sessions);
        }

        return index < answer.Updates.Length && answer.Updates[index] is not SessionOutcome.Counted and var outcome
            ? outcome switch
            {
                SessionOutcome.Unchanged => ItemOutcome.Repeated(Category),
                SessionOutcome.WithoutInit => ItemOutcome.Accepted(Category, "without_init"),
                _ => ItemOutcome.Accepted(Category, "not_remembered"),
            }
            : ItemOutcome.Accepted(Category, answer.Others.Contains(index) ? Others : "", sessions);
    }
}
