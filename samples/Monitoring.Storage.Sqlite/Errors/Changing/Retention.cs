using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Tables;

namespace Monitoring.Storage.Sqlite.Errors.Changing;

/// <summary>Removes what may go, in one transaction. A store of large projects would go in steps, so that appends need not wait.</summary>
internal sealed class Retention(Session session, RetentionRule rule, DateTimeOffset now)
{
    public RetentionResult Apply()
    {
        var (issues, eventsOfIssues) = RemoveIssues();
        var events = RemoveEvents();
        ForgetEventIds();
        var (payloads, bytes) = rule.PayloadBytes is { } bound ? EvictPayloads(bound) : default;
        return new RetentionResult { Events = events + eventsOfIssues, Issues = issues, Payloads = payloads, PayloadBytes = bytes };
    }

    private (long Issues, long Events) RemoveIssues()
    {
        if (rule.IssuesBefore is not { } before)
        {
            return default;
        }

        var old = session.Query(
            "select issue from hashes where project = $project group by issue having max(last_seen) < $before order by issue",
            row => new IssueId(row.GetInt64(0)),
            ("$project", rule.ProjectId.Value),
            ("$before", before.UtcTicks));
        foreach (var issue in old)
        {
            Tell(IssueTable.Find(session, issue)!);
        }

        return (old.Count, old.Sum(issue => IssueTable.Remove(session, issue)));
    }

    /// <summary>Events go by whole days. Those that are pinned stay, and are only remembered to be due.</summary>
    private long RemoveEvents()
    {
        var day = rule.EventsBefore.UtcDateTime.Date.Ticks;
        session.Execute(
            "update pins set outlived = 1 where project = $project and (select received_at from events where id = pins.event) < $day", ("$project", rule.ProjectId.Value), ("$day", day));
        return session.Execute(
            "delete from events where project = $project and received_at < $day and id not in (select event from pins)", ("$project", rule.ProjectId.Value), ("$day", day));
    }

    /// <summary>Forgets ids by which repetitions were known: past the window, and only of events that are gone.</summary>
    private void ForgetEventIds() => session.Execute(
        """
        delete from known_events where project = $project and appended_at < $since
        and not exists (select 1 from events e where e.project = known_events.project and e.event = known_events.event)
        """,
        ("$project", rule.ProjectId.Value),
        ("$since", (now - ErrorStoreLimits.DuplicateWindow).UtcTicks));

    private (long Payloads, long Bytes) EvictPayloads(long bound)
    {
        if ((session.Number("select sum(payload_length) from events where project = $project", ("$project", rule.ProjectId.Value)) ?? 0) <= bound)
        {
            return default;
        }

        var evicted = Fill(new PayloadReservoir<(long Event, int Bytes)>()).Evict(bound);
        foreach (var gone in evicted)
        {
            EventTable.RemovePayload(session, gone.Event);
        }

        return (evicted.Count, evicted.Sum(gone => (long)gone.Bytes));
    }

    /// <summary>Shows the reservoir every event of the project, issue by issue, those without a payload too.</summary>
    private PayloadReservoir<(long Event, int Bytes)> Fill(PayloadReservoir<(long Event, int Bytes)> reservoir)
    {
        var issue = 0L;
        session.Query(
            $"""
            select h.issue, e.event, h.hash, e.received_at, e.payload_length, p.event is not null, e.id from {EventTable.Source}
            where e.project = $project order by h.issue, e.received_at desc, e.event desc
            """,
            row =>
            {
                if (row.GetInt64(0) != issue)
                {
                    reservoir.EndIssue();
                    issue = row.GetInt64(0);
                }

                reservoir.Add(row.GetEventId(1), row.GetHash(2), row.GetInstant(3), row.GetInt32(4), row.GetBoolean(5), (row.GetInt64(6), row.GetInt32(4)));
                return true;
            },
            ("$project", rule.ProjectId.Value));
        return reservoir;
    }

    private void Tell(Issue issue)
    {
        var row = IssueRows.Read(session, issue);
        TransitionTable.Add(session, new IssueTransition
        {
            Position = 0,
            ProjectId = issue.Project,
            IssueId = issue.Id,
            Kind = IssueTransitionKind.Expired,
            At = rule.At.ToUniversalTime(),
            Status = issue.State.Status,
            Title = row.Title,
            Level = row.Level,
        });
    }
}
