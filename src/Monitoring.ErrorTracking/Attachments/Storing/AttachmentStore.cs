using System.Collections.Immutable;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.Storage;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Attachments.Storing;

/// <summary>
/// Writes and removes attachments: first the bytes, then in one commit the documents and what the project uses. When the host dies between, bytes are
/// left that nobody knows of; they expire by themselves.
/// </summary>
internal sealed class AttachmentStore(IDocumentStore documents, IBlobStore blobs, AttachmentRecords records, TimeProvider timeProvider)
{
    private const int MaxAttempts = 16;
    private const int Turns = 64;

    private static readonly TimeSpan BlobGrace = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstSweep = TimeSpan.FromHours(1);

    /// <summary>Commits of a project take turns on a host, since each changes what the project uses.</summary>
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Turns).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Writes the attachments of an event; what is answered as written is durable.</summary>
    /// <param name="project">The project.</param>
    /// <param name="eventId">What they belong to.</param>
    /// <param name="hadOwner">Whether that is there.</param>
    /// <param name="attachments">What came.</param>
    /// <param name="settings">The limits.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What became of each.</returns>
    public async ValueTask<ImmutableArray<WriteOutcome>> WriteAsync(
        ProjectId project, EventId eventId, bool hadOwner, ImmutableArray<NewAttachment> attachments, AttachmentSettings settings, CancellationToken cancellationToken)
    {
        var unused = new Dictionary<int, EntityId>();
        var isSettled = true;
        try
        {
            var (outcomes, _) = await DecideAsync(project, eventId, attachments, settings, cancellationToken).ConfigureAwait(false);
            var expiresAt = timeProvider.GetUtcNow() + settings.Retention;
            for (var index = 0; index < outcomes.Length; index++)
            {
                if (outcomes[index] == WriteOutcome.Written)
                {
                    unused[index] = await WriteBlobAsync(project, attachments[index], expiresAt, cancellationToken).ConfigureAwait(false);
                }
            }

            if (unused.Count == 0)
            {
                return outcomes;
            }

            // While it is not known how a commit ended, documents may name the blobs.
            isSettled = false;
            var draft = new Draft(project, eventId, hadOwner, attachments, settings, expiresAt);
            outcomes = await CommitInTurnAsync(draft, unused, cancellationToken).ConfigureAwait(false);
            isSettled = true;
            return outcomes;
        }
        finally
        {
            foreach (var blob in isSettled ? unused.Values : Enumerable.Empty<EntityId>())
            {
                await blobs.DeleteAsync(new BlobId(project, blob), CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Removes attachments, and with them the room that they take.</summary>
    /// <param name="project">The project.</param>
    /// <param name="gone">What is to go; one that is gone already is no fault.</param>
    /// <param name="audit">The entry of the audit log, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask RemoveAsync(ProjectId project, ImmutableArray<AttachmentDocument> gone, DocumentPut? audit, CancellationToken cancellationToken)
    {
        if (gone.IsEmpty)
        {
            return;
        }

        await InTurnAsync(project, () => TryRemoveAsync(project, gone, audit, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (var document in gone)
        {
            await blobs.DeleteAsync(new BlobId(project, document.Blob), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask<EntityId> WriteBlobAsync(ProjectId project, NewAttachment attachment, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var id = EntityId.Create(timeProvider);
        var write = new BlobWrite
        {
            Id = new BlobId(project, id),
            ContentType = attachment.ContentType,
            MaxLength = attachment.Content.Length,
            ExpiresAt = expiresAt + BlobGrace,
        };
        using var content = new SequenceStream(attachment.Content);
        await blobs.WriteAsync(write, content, cancellationToken).ConfigureAwait(false);
        return id;
    }

    private async ValueTask<(ImmutableArray<WriteOutcome> Outcomes, Versioned<UsageDocument>? Usage)> DecideAsync(
        ProjectId project, EventId eventId, ImmutableArray<NewAttachment> attachments, AttachmentSettings settings, CancellationToken cancellationToken)
    {
        var usage = await records.UsageAsync(project, cancellationToken).ConfigureAwait(false);
        var known = await records.OfEventAsync(project, eventId, cancellationToken).ConfigureAwait(false);
        var present = known.Select(document => document.Attachment).ToImmutableArray();
        return (AttachmentPlan.Decide(eventId, attachments, present, usage?.Value.Bytes ?? 0, settings), usage);
    }

    /// <summary>Decides again and commits; the blobs that are used are no longer among those given.</summary>
    private async ValueTask<ImmutableArray<WriteOutcome>> CommitInTurnAsync(Draft draft, Dictionary<int, EntityId> written, CancellationToken cancellationToken)
    {
        ImmutableArray<WriteOutcome> outcomes = [];
        await InTurnAsync(
            draft.Project,
            async () =>
            {
                var (decided, usage) = await DecideAsync(draft.Project, draft.EventId, draft.Attachments, draft.Settings, cancellationToken).ConfigureAwait(false);

                // Room that became free after the first look is not used: no bytes were written for it.
                outcomes = [.. decided.Select((outcome, index) => outcome == WriteOutcome.Written && !written.ContainsKey(index) ? WriteOutcome.OverQuota : outcome)];
                var kept = written.Where(entry => outcomes[entry.Key] == WriteOutcome.Written).ToArray();
                if (kept.Length > 0 && !await TryCommitAsync(draft, kept, usage, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                foreach (var entry in kept)
                {
                    written.Remove(entry.Key);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return outcomes;
    }

    private async ValueTask<bool> TryCommitAsync(Draft draft, KeyValuePair<int, EntityId>[] kept, Versioned<UsageDocument>? usage, CancellationToken cancellationToken)
    {
        var used = new UsageDocument
        {
            Bytes = (usage?.Value.Bytes ?? 0) + kept.Sum(entry => draft.Attachments[entry.Key].Content.Length),
            Count = (usage?.Value.Count ?? 0) + kept.Length,
        };
        var commit = new DocumentCommit
        {
            Partition = Partition.Of(draft.Project),
            Puts =
            [
                .. kept.Select(entry => AttachmentDocuments.Attachment.Put(draft.DocumentOf(entry.Key, entry.Value, timeProvider), 0)),
                AttachmentDocuments.Usage.Put(used, usage?.Version ?? 0),
            ],
        };
        commit = usage is not null ? commit : commit with { Timers = FirstTimers() };
        return (await documents.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).Outcome == CommitOutcome.Committed;
    }

    private ImmutableArray<TimerSchedule> FirstTimers()
    {
        var dueAt = timeProvider.GetUtcNow() + FirstSweep;
        return [new TimerSchedule { Timer = AttachmentDocuments.Expiry, DueAt = dueAt }, new TimerSchedule { Timer = AttachmentDocuments.Orphans, DueAt = dueAt }];
    }

    private async ValueTask<bool> TryRemoveAsync(ProjectId project, ImmutableArray<AttachmentDocument> gone, DocumentPut? audit, CancellationToken cancellationToken)
    {
        var partition = Partition.Of(project);
        var usage = await records.UsageAsync(project, cancellationToken).ConfigureAwait(false);
        var present = new List<(DocumentDelete Delete, long Bytes)>();
        foreach (var key in gone.Select(document => document.Key).Distinct())
        {
            if (await documents.FindAsync(partition, AttachmentDocuments.Attachment, key, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                present.Add((new DocumentDelete { Type = AttachmentDocuments.Attachment, Key = key, ExpectedVersion = stored.Version }, stored.Value.Attachment.Length));
            }
        }

        if (present.Count == 0)
        {
            return true;
        }

        var used = new UsageDocument
        {
            Bytes = Math.Max(0, (usage?.Value.Bytes ?? 0) - present.Sum(one => one.Bytes)),
            Count = Math.Max(0, (usage?.Value.Count ?? 0) - present.Count),
        };
        var commit = new DocumentCommit
        {
            Partition = partition,
            Puts = [AttachmentDocuments.Usage.Put(used, usage?.Version ?? 0), .. audit is null ? [] : (DocumentPut[])[audit]],
            Deletes = [.. present.Select(one => one.Delete)],
        };
        return (await documents.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).Outcome == CommitOutcome.Committed;
    }

    private async ValueTask InTurnAsync(ProjectId project, Func<ValueTask<bool>> tryCommit, CancellationToken cancellationToken)
    {
        var turn = _turns[(uint)project.GetHashCode() % Turns];
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                if (await tryCommit().ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        finally
        {
            turn.Release();
        }

        throw new StorageUnavailableException("The attachments of the project are changed by others all the time.") { RetryAfter = TimeSpan.FromSeconds(1) };
    }

    private sealed record Draft(
        ProjectId Project, EventId EventId, bool HadOwner, ImmutableArray<NewAttachment> Attachments, AttachmentSettings Settings, DateTimeOffset ExpiresAt)
    {
        public AttachmentDocument DocumentOf(int index, EntityId blob, TimeProvider timeProvider)
        {
            var attachment = Attachments[index];
            return new AttachmentDocument
            {
                Attachment = new Attachment
                {
                    Id = attachment.IdFor(EventId),
                    EventId = EventId,
                    Name = attachment.Name,
                    ContentType = attachment.ContentType,
                    Type = attachment.Type,
                    Length = attachment.Content.Length,
                    Sha256 = attachment.Sha256,
                    ReceivedAt = timeProvider.GetUtcNow(),
                    ExpiresAt = ExpiresAt,
                    Minidump = attachment.Minidump,
                },
                Blob = blob,
                HadOwner = HadOwner,
            };
        }
    }
}
