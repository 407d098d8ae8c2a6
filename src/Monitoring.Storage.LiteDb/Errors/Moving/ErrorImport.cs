using System.Collections.Immutable;
using System.Security.Cryptography;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Errors.Writing;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.LiteDb.Errors.Moving;

/// <summary>Records what another store held as changes of this one. Under the state's lock, on the journal's thread.</summary>
internal sealed class ErrorImport(ErrorState state, ChangeRecorder recorder, KnownEvents known, TimeProvider time) : IImportedErrors
{
    // The ids of events that are gone are those of events of a hash that is deleted at once.
    private static readonly GroupingHash Gone = GroupingHash.FromBytes(SHA256.HashData("ids of events that are gone"u8).AsSpan(0, GroupingHash.ByteLength));

    public void Add(ImmutableArray<ErrorStoreRecord> records)
    {
        var forgotten = new HashSet<ProjectId>();
        foreach (var record in records)
        {
            Add(record, forgotten);
        }

        foreach (var project in forgotten)
        {
            recorder.DeleteHash(project, Gone);
        }
    }

    public IssueId? FindOwner(ProjectId project, GroupingHash hash) => state.FindHash(project, hash) is { Owner: { IsDefault: false } owner } ? owner : null;

    public bool IsOwned(ProjectId project, GroupingHash hash) => FindOwner(project, hash) is { } owner && state.FindIssue(owner) is { Head: { } head } && head.Id == owner && head.Hashes.Contains(hash);

    public IssueId? FindMerge(IssueId id) => state.FindMerge(id);

    private void Add(ErrorStoreRecord record, HashSet<ProjectId> forgotten)
    {
        switch (record)
        {
            case ErrorStoreRecord.Project project when state.Project(project.ProjectId) is var there && there.LastNumber < project.LastNumber:
                recorder.PutProject(project.ProjectId, there with { LastNumber = project.LastNumber });
                break;
            case ErrorStoreRecord.Hash hash when state.FindHash(hash.ProjectId, hash.Value) is null or { Owner.IsDefault: true }:
                recorder.PutHash(HashRecords.ToCell(hash));
                break;
            case ErrorStoreRecord.Issue issue when !state.HasIssue(issue.Id):
                Add(issue);
                break;
            case ErrorStoreRecord.Event kept when known.Find(kept.Kept.ProjectId, kept.Kept.EventId) is null:
                Add(kept);
                break;
            case ErrorStoreRecord.KnownEvent gone when known.Find(gone.ProjectId, gone.EventId) is null:
                recorder.KeepEvent(Stub(gone));
                forgotten.Add(gone.ProjectId);
                break;
            case ErrorStoreRecord.Transition { Told: var told } when !state.HasTransition(told.Position):
                recorder.ImportTransition(told);
                break;
        }
    }

    private void Add(ErrorStoreRecord.Issue issue)
    {
        var head = new IssueHead
        {
            Id = issue.Id,
            Project = issue.ProjectId,
            Number = issue.Number,
            State = issue.State,
            Assignee = issue.Assignee,
            Version = issue.Version,
            Hashes = issue.Hashes,
        };
        if (issue.MergedInto is { } into)
        {
            recorder.PutMerged(head, into, issue.MergeOrder);
        }
        else
        {
            recorder.PutIssue(head);
        }
    }

    private void Add(ErrorStoreRecord.Event record)
    {
        var (project, id, received) = (record.Kept.ProjectId, record.Kept.EventId, record.Kept.ReceivedAt.UtcTicks);
        recorder.KeepEvent(record.Kept);
        if (record.IsPinned)
        {
            recorder.PutPin(project, id, new PinnedEvent(record.Kept.Hashes[0], received));
        }

        if (record.IsOutlived)
        {
            // It hides what came before, and that is nothing but other events that are outlived.
            recorder.AddMark(project, received - (received % TimeSpan.TicksPerDay) + TimeSpan.TicksPerDay);
        }
    }

    private GroupedEvent Stub(ErrorStoreRecord.KnownEvent gone) => new()
    {
        ProjectId = gone.ProjectId,
        EventId = gone.EventId,
        Timestamp = time.GetUtcNow(),
        ReceivedAt = time.GetUtcNow(),
        Hashes = [Gone],
        Title = "",
        Type = "",
        Level = default,
        Platform = "",
    };
}
