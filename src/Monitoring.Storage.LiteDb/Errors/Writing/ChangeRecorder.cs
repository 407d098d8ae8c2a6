using Monitoring.Storage.Codecs;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.Changes;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>Writes changes into the journal's next frame and applies them to the state, which readers see once the frame is durable.</summary>
internal sealed class ChangeRecorder(JournalWriter journal, ErrorState state)
{
    private ByteWriter Records => journal.Records;

    public void AddEvent(GroupedEvent added)
    {
        var place = Write(ChangeKind.AddEvent, added);
        state.AddEvent(End(), added, place);
    }

    /// <summary>Keeps an event that was counted elsewhere.</summary>
    public void KeepEvent(GroupedEvent kept)
    {
        var place = Write(ChangeKind.KeepEvent, kept);
        state.KeepEvent(End(), kept, place);
    }

    /// <summary>Takes over what a hash has counted elsewhere, with its owner.</summary>
    public void PutHash(HashCell counted)
    {
        Records.Byte((byte)ChangeKind.PutHash);
        Records.Count(counted.Project.Value);
        Records.Hash(counted.Hash);
        HashCodec.Write(Records, counted);
        state.PutHash(End(), counted);
    }

    public void PutIssue(IssueHead head)
    {
        Records.Byte((byte)ChangeKind.PutIssue);
        HeadCodec.Write(Records, head);
        state.PutIssue(End(), head);
    }

    public void RemoveIssue(IssueId id)
    {
        Records.Byte((byte)ChangeKind.RemoveIssue);
        Records.Count(id.Value);
        state.RemoveIssue(End(), id);
    }

    public void PutOwner(ProjectId project, GroupingHash hash, IssueId owner)
    {
        Records.Byte((byte)ChangeKind.PutOwner);
        Records.Count(project.Value);
        Records.Hash(hash);
        Records.Count(owner.Value);
        state.PutOwner(End(), project, hash, owner);
    }

    public void DeleteHash(ProjectId project, GroupingHash hash)
    {
        Records.Byte((byte)ChangeKind.DeleteHash);
        Records.Count(project.Value);
        Records.Hash(hash);
        state.DeleteHash(End(), project, hash);
    }

    /// <summary>Notes that an issue is merged into another one.</summary>
    /// <param name="head">The issue as it was before.</param>
    /// <param name="into">The other one.</param>
    /// <param name="order">The order that the merge has from elsewhere; of a merge of this store the sequence of the record itself.</param>
    public void PutMerged(IssueHead head, IssueId into, long? order = null)
    {
        var merged = new MergedIssue { Head = head, Into = into, Order = order ?? journal.NextSequence };
        Records.Byte((byte)ChangeKind.PutMerged);
        HeadCodec.Write(Records, merged);
        state.PutMerged(End(), merged);
    }

    public void RemoveMerged(IssueId id)
    {
        Records.Byte((byte)ChangeKind.RemoveMerged);
        Records.Count(id.Value);
        state.RemoveMerged(End(), id);
    }

    public void PutProject(ProjectId project, ProjectState after)
    {
        Records.Byte((byte)ChangeKind.PutProject);
        Records.Count(project.Value);
        HeadCodec.Write(Records, after);
        state.PutProject(End(), project, after);
    }

    /// <summary>Hides the events of a project that were received before an instant and have been appended by now.</summary>
    public void AddMark(ProjectId project, long before)
    {
        // The mark covers what came before its own record.
        PutProject(project, state.Project(project).With(new RetentionMark(before, journal.NextSequence)));
    }

    public void PutPin(ProjectId project, EventId id, PinnedEvent pin)
    {
        Records.Byte((byte)ChangeKind.PutPin);
        Records.Count(project.Value);
        Records.Event(id);
        Records.Hash(pin.Hash);
        Records.Int64(pin.Received);
        state.PutPin(End(), project, id, pin);
    }

    public void RemovePin(ProjectId project, EventId id)
    {
        Records.Byte((byte)ChangeKind.RemovePin);
        Records.Count(project.Value);
        Records.Event(id);
        state.RemovePin(End(), project, id);
    }

    public void AddTransition(IssueTransition transition)
    {
        Records.Byte((byte)ChangeKind.AddTransition);
        TransitionCodec.Write(Records, transition);
        var position = End();
        state.AddTransition(position, transition with { Position = position });
    }

    /// <summary>Takes over a transition that was told elsewhere, with its position.</summary>
    public void ImportTransition(IssueTransition told)
    {
        Records.Byte((byte)ChangeKind.ImportTransition);
        Records.Count(told.Position);
        TransitionCodec.Write(Records, told);
        state.AddTransition(End(), told);
    }

    public void TrimTransitions(long upTo)
    {
        Records.Byte((byte)ChangeKind.TrimTransitions);
        Records.Count(upTo);
        state.TrimTransitions(End(), upTo);
    }

    private EventPlace Write(ChangeKind kind, GroupedEvent written)
    {
        var place = new EventPlace(journal.Active, journal.Active.Length, journal.RecordLength);
        Records.Byte((byte)kind);
        EventCodec.Write(Records, written);
        Records.Bytes(written.Payload.Span);
        return place;
    }

    private long End()
    {
        var sequence = journal.NextSequence;
        journal.EndRecord();
        return sequence;
    }
}
