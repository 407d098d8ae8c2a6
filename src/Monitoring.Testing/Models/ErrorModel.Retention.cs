using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;

namespace Monitoring.Testing.Models;

/// <content>What may go.</content>
internal sealed partial record ErrorModel
{
    private (ErrorModel After, string? Wrong) ExplainRetention(RetentionRule rule, RetentionResult answer)
    {
        var day = new DateTimeOffset(rule.EventsBefore.UtcDateTime.Date, TimeSpan.Zero);
        var old = Issues.Values
            .Where(issue => issue.Project == rule.ProjectId && !issue.IsMergedAway && EventsOf(issue).Max(counted => counted.Timestamp) < rule.IssuesBefore)
            .OrderBy(issue => issue.Id)
            .ToList();
        var after = old.Aggregate(this, (model, issue) => model.Tell(issue, Expiry(rule)).Without(issue));
        var gone = after.Counted.Where(counted => counted.ProjectId == rule.ProjectId && counted.ReceivedAt < day && !after.Expired.Contains(KeyOf(counted))).ToList();
        var events = gone.Count(counted => !after.IsPinned(counted)) + old.Sum(issue => EventsOf(issue).Count(IsKept));
        after = after with { Expired = after.Expired.Union(gone.Select(KeyOf)) };
        var evicted = rule.PayloadBytes is { } bound ? after.ToEvict(rule.ProjectId, bound) : [];
        return (
            after with { Evicted = after.Evicted.Union(evicted.Select(KeyOf)) },
            Difference.Find(
                "went",
                $"{events} events, {old.Count} issues, {evicted.Count} payloads of {evicted.Sum(counted => counted.Payload.Length)} bytes",
                $"{answer.Events} events, {answer.Issues} issues, {answer.Payloads} payloads of {answer.PayloadBytes} bytes"));
    }

    private IReadOnlyList<GroupedEvent> ToEvict(ProjectId project, long bound)
    {
        var reservoir = new PayloadReservoir<GroupedEvent>();
        foreach (var issue in IssuesOf(project))
        {
            foreach (var counted in EventsOf(issue).Where(IsKept))
            {
                reservoir.Add(counted.EventId, counted.Hashes[0], counted.ReceivedAt, Stored(counted).Payload.Length, IsPinned(counted), counted);
            }

            reservoir.EndIssue();
        }

        return reservoir.Evict(bound);
    }

    private ErrorModel Without(ModelIssue issue)
    {
        var gone = EventsOf(issue);
        return this with
        {
            Counted = Counted.RemoveAll(gone.Contains),
            Pinned = Pinned.Except(gone.Select(KeyOf)),
            Owners = Owners.RemoveRange(Owners.Where(owner => owner.Value == issue.Id).Select(owner => owner.Key)),
            Issues = Issues.Remove(issue.Id),
        };
    }

    private (ErrorModel After, IssueUpdateOutcome Outcome, IssueId Separated) Pin(ModelIssue issue, IssueChange.Pin change, IssueUpdate update)
    {
        var found = EventsOf(issue).Where(IsKept).FirstOrDefault(counted => counted.EventId == change.EventId);
        if (found is null || (!IsPinned(found) && Stored(found).Payload.IsEmpty))
        {
            return (this, IssueUpdateOutcome.Refused, default);
        }

        var after = this with { Pinned = Pinned.Add(KeyOf(found)) };
        return (IsPinned(found) ? this : after.Tell(issue, Of(update, IssueTransitionKind.Pinned) with { EventId = change.EventId }), IssueUpdateOutcome.Applied, default);
    }

    private (ErrorModel After, IssueUpdateOutcome Outcome, IssueId Separated) Unpin(ModelIssue issue, IssueChange.Unpin change, IssueUpdate update)
    {
        var found = EventsOf(issue).FirstOrDefault(counted => counted.EventId == change.EventId && IsPinned(counted));
        return found is null
            ? (this, IssueUpdateOutcome.Applied, default)
            : ((this with { Pinned = Pinned.Remove(KeyOf(found)) }).Tell(issue, Of(update, IssueTransitionKind.Unpinned) with { EventId = change.EventId }), IssueUpdateOutcome.Applied, default);
    }

    private static (ProjectId, EventId) KeyOf(GroupedEvent counted) => (counted.ProjectId, counted.EventId);

    private static IssueTransition Expiry(RetentionRule rule) => new()
    {
        Position = 0,
        ProjectId = default,
        IssueId = default,
        Kind = IssueTransitionKind.Expired,
        At = rule.At,
        Status = default,
        Title = "",
        Level = default,
    };
}
