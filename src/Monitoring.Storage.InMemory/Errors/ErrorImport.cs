using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Puts records of another store into the tables.</summary>
internal sealed class ErrorImport(ErrorTables tables, TimeProvider time) : IImportedErrors
{
    public IssueId? FindOwner(ProjectId project, GroupingHash hash) => tables.Hashes.TryGetValue((project, hash), out var totals) ? totals.Owner?.Id ?? totals.AwaitedOwner : null;

    public bool IsOwned(ProjectId project, GroupingHash hash) => tables.Hashes.TryGetValue((project, hash), out var totals) && totals.Owner is not null;

    public IssueId? FindMerge(IssueId id) => tables.Merged.TryGetValue(id, out var merged) ? merged.Into : null;

    public void Add(ErrorStoreRecord record)
    {
        switch (record)
        {
            case ErrorStoreRecord.Counters counters:
                tables.GoOnFrom(counters);
                break;
            case ErrorStoreRecord.Project project:
                tables.Numbers[project.ProjectId] = Math.Max(tables.Numbers.GetValueOrDefault(project.ProjectId), project.LastNumber);
                break;
            case ErrorStoreRecord.Hash hash:
                Add(hash);
                break;
            case ErrorStoreRecord.Issue issue:
                Add(issue);
                break;
            case ErrorStoreRecord.Event kept:
                Add(kept);
                break;
            case ErrorStoreRecord.KnownEvent known:
                tables.Known.TryAdd((known.ProjectId, known.EventId), time.GetUtcNow());
                break;
            case ErrorStoreRecord.Transition transition when tables.Transitions is not [.., var last] || last.Position < transition.Told.Position:
                tables.Transitions.Add(transition.Told);
                break;
        }
    }

    private void Add(ErrorStoreRecord.Hash hash)
    {
        var totals = new HashTotals(hash.ProjectId, hash.Value) { AwaitedOwner = hash.IssueId };
        if (tables.Hashes.TryAdd((hash.ProjectId, hash.Value), totals) && hash.Counts is { } counts)
        {
            totals.Take(counts);
        }
    }

    private void Add(ErrorStoreRecord.Issue record)
    {
        if (tables.Issues.ContainsKey(record.Id) || tables.Merged.ContainsKey(record.Id))
        {
            return;
        }

        var issue = new Issue(record.Id, record.ProjectId, record.Number, record.State) { Assignee = record.Assignee, Version = record.Version };
        if (record.MergedInto is { } into)
        {
            tables.Merged.Add(record.Id, new MergedIssue { Issue = issue, Into = into, Hashes = record.Hashes, Order = record.MergeOrder });
            return;
        }

        tables.Issues.Add(record.Id, issue);
        foreach (var hash in record.Hashes)
        {
            issue.Take(tables.Hashes[(record.ProjectId, hash)]);
        }
    }

    private void Add(ErrorStoreRecord.Event record)
    {
        var key = (record.Kept.ProjectId, record.Kept.EventId);
        if (!tables.Known.TryAdd(key, time.GetUtcNow()))
        {
            return;
        }

        var hash = tables.Hashes[(record.Kept.ProjectId, record.Kept.Hashes[0])];
        hash.Events.Add(record.Kept.EventId, record.Kept with { Payload = record.Kept.Payload.ToArray() });
        tables.Events.Add(key, hash);
        if (record.IsPinned)
        {
            hash.Pins.Add(record.Kept.EventId, record.IsOutlived);
        }
    }
}
