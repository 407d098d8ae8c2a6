using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>
/// Puts the state in order after a part of the journal was lost: what was kept may name hashes and issues of which the
/// beginning is gone, and may not have heard that a hash has gone elsewhere. No event that was kept is dropped, and each
/// belongs to one issue.
/// </summary>
internal sealed class TearMending(ErrorState state, ErrorTables tables, ChangeRecorder recorder)
{
    // When an issue was changed last, before anything was mended.
    private readonly Dictionary<IssueId, long> _changed = [];

    public void Run()
    {
        foreach (var merged in state.MergedAlive())
        {
            recorder.RemoveMerged(merged);
        }

        var issues = state.Dirty.OfType<IssueCell>().Where(issue => issue.Head is not null).ToList();
        var holders = issues
            .SelectMany(issue => issue.Head!.Hashes, (issue, hash) => (Key: (issue.Head!.Project, Hash: hash), issue.Id))
            .ToLookup(pair => pair.Key, pair => pair.Id);
        var hashes = state.Dirty.OfType<HashCell>().Select(hash => (hash.Project, hash.Hash)).Union(holders.Select(holder => holder.Key)).ToList();
        foreach (var (project, hash) in hashes)
        {
            Settle(project, hash, holders[(project, hash)]);
        }

        foreach (var id in _changed.Keys.Union(issues.Select(issue => issue.Id)))
        {
            RemoveIfEmpty(id);
        }
    }

    /// <summary>Gives a hash to one issue: of those that claim it the one that was changed last.</summary>
    private void Settle(ProjectId project, GroupingHash hash, IEnumerable<IssueId> holders)
    {
        var cell = state.FindHash(project, hash);
        var claiming = holders.Append(cell?.Owner ?? default).Append(tables.FindHash(project, hash)?.Owner ?? default)
            .Distinct()
            .Where(id => !id.IsDefault)
            .Select(state.FindIssue)
            .OfType<IssueCell>()
            .Distinct()
            .Where(issue => issue.Head!.Hashes.Contains(hash))
            .OrderByDescending(ChangedAt)
            .ToList();
        if (claiming.Count == 0)
        {
            Adopt(cell);
            return;
        }

        foreach (var other in claiming.Skip(1))
        {
            recorder.PutIssue(other.Head!.Without([hash]));
        }

        if (cell?.Owner != claiming[0].Id)
        {
            recorder.PutOwner(project, hash, claiming[0].Id);
        }
    }

    private long ChangedAt(IssueCell issue)
    {
        _changed.TryAdd(issue.Id, issue.Sequence);
        return _changed[issue.Id];
    }

    /// <summary>Opens an issue for events that belong to none.</summary>
    private void Adopt(HashCell? hash)
    {
        if (hash?.Totals.Latest is not { } latest)
        {
            return;
        }

        var head = IssueRegister.Open(state, recorder, hash.Project, IssueState.Opened with { Since = new DateTimeOffset(latest.Received, TimeSpan.Zero) }).With([hash.Hash]);
        recorder.PutIssue(head);
        recorder.PutOwner(hash.Project, hash.Hash, head.Id);
        recorder.AddTransition(new IssueTransition
        {
            Position = 0,
            ProjectId = hash.Project,
            IssueId = head.Id,
            Kind = IssueTransitionKind.Opened,
            At = new DateTimeOffset(latest.Received, TimeSpan.Zero),
            Status = head.State.Status,
            Title = latest.Title,
            Level = latest.Level,
        });
    }

    private void RemoveIfEmpty(IssueId id)
    {
        if (state.FindIssue(id)?.Head is { } head && head.Hashes.All(hash => state.FindHash(head.Project, hash) is not { Totals.Latest: not null }))
        {
            IssueRegister.Delete(state, recorder, head);
        }
    }
}
