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
        return new RetentionResult { Events = events + eventsOfIssues, Issues = issues };
    }

    private (long Issues, long Events) RemoveIssues(RetentionRule rule)
    {
        var old = tables.Issues.Values
            .Where(issue => issue.Project == rule.ProjectId && issue.Hashes.Max(hash => hash.LastSeen) < rule.IssuesBefore)
            .ToList();
        return (old.Count, old.Sum(tables.Remove));
    }

    private long RemoveEvents(RetentionRule rule)
    {
        var day = new DateTimeOffset(rule.EventsBefore.UtcDateTime.Date, TimeSpan.Zero);
        var old = tables.Hashes.Values
            .Where(hash => hash.Project == rule.ProjectId)
            .SelectMany(hash => hash.Events.Values.Where(stored => stored.ReceivedAt < day).Select(stored => (Hash: hash, stored.EventId)))
            .ToList();
        foreach (var (hash, id) in old)
        {
            hash.Events.Remove(id);
            tables.Events.Remove((rule.ProjectId, id));
        }

        return old.Count;
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
