using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Removes what may go.</summary>
internal sealed class Retention(ErrorTables tables, TimeProvider time)
{
    public RetentionResult Apply(RetentionRule rule)
    {
        var (issues, eventsOfIssues) = RemoveIssues(rule);
        var events = RemoveEvents(rule);
        ForgetEventIds(rule.ProjectId);
        var (payloads, bytes) = rule.PayloadBytes is { } bound ? EvictPayloads(rule.ProjectId, bound) : default;
        return new RetentionResult { Events = events + eventsOfIssues, Issues = issues, Payloads = payloads, PayloadBytes = bytes };
    }

    private (long Issues, long Events) RemoveIssues(RetentionRule rule)
    {
        var old = tables.Issues.Values
            .Where(issue => issue.Project == rule.ProjectId && issue.Hashes.Max(hash => hash.LastSeen) < rule.IssuesBefore)
            .OrderBy(issue => issue.Id)
            .ToList();
        old.ForEach(issue => Tell(issue, rule.At));
        return (old.Count, old.Sum(tables.Remove));
    }

    private long RemoveEvents(RetentionRule rule)
    {
        var day = new DateTimeOffset(rule.EventsBefore.UtcDateTime.Date, TimeSpan.Zero);
        var old = tables.Hashes.Values
            .Where(hash => hash.Project == rule.ProjectId)
            .SelectMany(hash => hash.Events.Values.Where(stored => stored.ReceivedAt < day).Select(stored => (Hash: hash, stored.EventId)))
            .ToList();
        var pinned = old.Where(gone => gone.Hash.Pins.ContainsKey(gone.EventId)).ToList();
        pinned.ForEach(held => held.Hash.Pins[held.EventId] = true);
        foreach (var (hash, id) in old.Except(pinned))
        {
            tables.Remove(hash, id);
        }

        return old.Count - pinned.Count;
    }

    private void Tell(Issue issue, DateTimeOffset at)
    {
        var row = IssueRows.Read(issue);
        tables.Transitions.Add(new IssueTransition
        {
            Position = tables.NextPosition(),
            ProjectId = issue.Project,
            IssueId = issue.Id,
            Kind = IssueTransitionKind.Expired,
            At = at.ToUniversalTime(),
            Status = issue.State.Status,
            Title = row.Title,
            Level = row.Level,
        });
    }

    private (long Payloads, long Bytes) EvictPayloads(ProjectId project, long bound)
    {
        var reservoir = new PayloadReservoir<GroupedEvent>();
        foreach (var issue in tables.Issues.Values.Where(issue => issue.Project == project))
        {
            foreach (var kept in issue.Hashes.SelectMany(hash => hash.Events.Values).OrderByDescending(kept => kept.ReceivedAt).ThenByDescending(kept => kept.EventId))
            {
                var isPinned = tables.Hashes[(project, kept.Hashes[0])].Pins.ContainsKey(kept.EventId);
                reservoir.Add(kept.EventId, kept.Hashes[0], kept.ReceivedAt, kept.Payload.Length, isPinned, kept);
            }

            reservoir.EndIssue();
        }

        var evicted = reservoir.Evict(bound);
        foreach (var gone in evicted)
        {
            tables.Hashes[(project, gone.Hashes[0])].Events[gone.EventId] = gone with { Payload = default };
        }

        return (evicted.Count, evicted.Sum(gone => (long)gone.Payload.Length));
    }

    private void ForgetEventIds(ProjectId project)
    {
        var since = time.GetUtcNow() - ErrorStoreLimits.DuplicateWindow;
        var old = tables.Known
            .Where(known => known.Key.Project == project && known.Value < since && !tables.Events.ContainsKey(known.Key))
            .Select(known => known.Key)
            .ToList();
        old.ForEach(key => tables.Known.Remove(key));
    }
}
