namespace Monitoring.Storage.Transfer;

/// <summary>Looks whether what records of an error store refer to is there, or came before them in the same call.</summary>
internal sealed class ErrorReferences(IImportedErrors there)
{
    private readonly Dictionary<(ProjectId Project, GroupingHash Hash), IssueId> _owners = [];
    private readonly HashSet<(ProjectId Project, GroupingHash Hash)> _owned = [];
    private readonly Dictionary<IssueId, IssueId> _merges = [];

    /// <exception cref="ArgumentException">It is not.</exception>
    public void Add(ErrorStoreRecord record)
    {
        switch (record)
        {
            case ErrorStoreRecord.Hash hash:
                _owners.TryAdd((hash.ProjectId, hash.Value), hash.IssueId);
                break;
            case ErrorStoreRecord.Issue { MergedInto: { } into } merged:
                Add(merged, into);
                break;
            case ErrorStoreRecord.Issue issue:
                Add(issue);
                break;
            case ErrorStoreRecord.Event { Kept: var kept } when !_owned.Contains((kept.ProjectId, kept.Hashes[0])) && !there.IsOwned(kept.ProjectId, kept.Hashes[0]):
                throw new ArgumentException($"Event {kept.EventId} of project {kept.ProjectId} comes before its hash {kept.Hashes[0]} or the issue of that.");
        }
    }

    private void Add(ErrorStoreRecord.Issue issue)
    {
        foreach (var hash in issue.Hashes)
        {
            var key = (issue.ProjectId, hash);
            if ((_owners.TryGetValue(key, out var named) ? named : there.FindOwner(issue.ProjectId, hash)) is not { } owner)
            {
                throw new ArgumentException($"Issue {issue.Id} of project {issue.ProjectId} comes before its hash {hash}.");
            }

            if (owner != issue.Id)
            {
                throw new ArgumentException($"Issue {issue.Id} of project {issue.ProjectId} names hash {hash}, which belongs to issue {owner}.");
            }

            _owned.Add(key);
        }
    }

    /// <summary>That one may come later, but it must not lead back.</summary>
    private void Add(ErrorStoreRecord.Issue merged, IssueId into)
    {
        for (IssueId? next = into; next is { } issue; next = _merges.TryGetValue(issue, out var further) ? further : there.FindMerge(issue))
        {
            if (issue == merged.Id)
            {
                throw new ArgumentException($"Issue {merged.Id} of project {merged.ProjectId} was merged into {into}, and that into it.");
            }
        }

        _merges.TryAdd(merged.Id, into);
    }
}
