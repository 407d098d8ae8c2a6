using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Tables;

namespace Monitoring.Storage.Sqlite.Errors.Changing;

/// <summary>Pins events, and takes pins back.</summary>
internal sealed class Pinner(Session session, ChangeTeller teller)
{
    public IssueUpdateResult Pin(Issue issue, EventId id)
    {
        if (EventTable.Find(session, issue.Project, id) is not var (row, stored) || stored.IssueId != issue.Id)
        {
            return teller.Result(IssueUpdateOutcome.Refused, issue);
        }

        if (stored.IsPinned)
        {
            return teller.Result(IssueUpdateOutcome.Applied, issue);
        }

        var pinned = session.Number("select count(*) from pins where project = $project", ("$project", issue.Project.Value));
        if (!stored.HasPayload || pinned >= ErrorStoreLimits.PinnedEvents)
        {
            return teller.Result(IssueUpdateOutcome.Refused, issue);
        }

        session.Execute("insert into pins (event, project) values ($event, $project)", ("$event", row), ("$project", issue.Project.Value));
        return teller.Applied(issue, teller.Of(IssueTransitionKind.Pinned) with { EventId = id });
    }

    public IssueUpdateResult Unpin(Issue issue, EventId id)
    {
        if (EventTable.Find(session, issue.Project, id) is not (var row, { IsPinned: true } stored) || stored.IssueId != issue.Id)
        {
            return teller.Result(IssueUpdateOutcome.Applied, issue);
        }

        session.Execute("delete from events where id = $event and exists (select 1 from pins where event = $event and outlived)", ("$event", row));
        session.Execute("delete from pins where event = $event", ("$event", row));
        return teller.Applied(issue, teller.Of(IssueTransitionKind.Unpinned) with { EventId = id });
    }
}
