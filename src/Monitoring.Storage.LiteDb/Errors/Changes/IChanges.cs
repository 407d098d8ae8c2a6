using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;

namespace Monitoring.Storage.LiteDb.Errors.Changes;

/// <summary>
/// The changes that the journal of the error store records. They say what became true, not what was asked for, so that
/// replaying them needs no decision.
/// </summary>
internal interface IChanges
{
    /// <summary>Counts and keeps an event under its first hash.</summary>
    void AddEvent(long sequence, GroupedEvent added, EventPlace place);

    /// <summary>Keeps an event under its first hash, which has counted it elsewhere.</summary>
    void KeepEvent(long sequence, GroupedEvent kept, EventPlace place);

    /// <summary>A hash has counted elsewhere what the cell says, and belongs to an issue.</summary>
    void PutHash(long sequence, HashCell counted);

    void PutIssue(long sequence, IssueHead head);

    /// <summary>The issue is gone, deleted or merged away.</summary>
    void RemoveIssue(long sequence, IssueId id);

    void PutOwner(long sequence, ProjectId project, GroupingHash hash, IssueId owner);

    /// <summary>Forgets what a hash has counted; its events up to here are gone, with their pins.</summary>
    void DeleteHash(long sequence, ProjectId project, GroupingHash hash);

    void PutMerged(long sequence, MergedIssue merged);

    void RemoveMerged(long sequence, IssueId id);

    void PutProject(long sequence, ProjectId project, ProjectState state);

    void PutPin(long sequence, ProjectId project, EventId id, PinnedEvent pin);

    void RemovePin(long sequence, ProjectId project, EventId id);

    /// <summary>The sequence is the transition's position, unless it comes from elsewhere.</summary>
    void AddTransition(long sequence, IssueTransition transition);

    void TrimTransitions(long sequence, long upTo);
}
