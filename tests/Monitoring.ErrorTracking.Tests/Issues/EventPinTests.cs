using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Issues;

public sealed class EventPinTests : IssuesTest
{
    [Fact]
    public async Task A_pin_and_its_end_stand_in_activity_and_audit_log_with_event_and_actor()
    {
        var sent = await SendAsync("""{"message":"one"}""");
        await Host.RunAsync();

        var pinned = await Issues.PinEventAsync(Developer, Host.Project, sent.EventId, Cancellation);
        var again = await Issues.PinEventAsync(Developer, Host.Project, sent.EventId, Cancellation);
        var unpinned = await Issues.UnpinEventAsync(Maintainer, Host.Project, sent.EventId, Cancellation);

        Assert.Equal([(CommandOutcome.Done, true), (CommandOutcome.Done, true), (CommandOutcome.Done, false)], new[] { pinned, again, unpinned }.Select(result => (result.Outcome, result.Value!.IsPinned)));
        var activity = await Host.AwaitActivityAsync(sent.IssueId, 3);
        Assert.Equal(
            [(IssueActivityKind.Unpinned, Maintainer.Id, sent.EventId), (IssueActivityKind.Pinned, Developer.Id, sent.EventId)],
            activity.Take(2).Select(entry => (entry.Kind, entry.ActorId!, entry.EventId!.Value)));
        var audit = await Host.AwaitAuditAsync(entries => entries.Any(entry => entry.Action == "issue.event-unpinned"));
        Assert.Equal((Developer.Id, $"issue:{sent.IssueId}", sent.EventId.ToString()), Assert.Single(audit.Where(entry => entry.Action == "issue.event-pinned").Select(entry => (entry.ActorId, entry.Subject, entry.After!))));
        Assert.Equal((Maintainer.Id, sent.EventId.ToString()), Assert.Single(audit.Where(entry => entry.Action == "issue.event-unpinned").Select(entry => (entry.ActorId, entry.Before!))));
    }

    [Fact]
    public async Task Who_may_not_change_issues_pins_nothing_and_strangers_hear_nothing()
    {
        var sent = await SendAsync("""{"message":"one"}""");

        Assert.Equal(CommandOutcome.Refused, (await Issues.PinEventAsync(Reporter, Host.Project, sent.EventId, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.PinEventAsync(Stranger, Host.Project, sent.EventId, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.PinEventAsync(Developer, Host.Project, new EventId(Guid.Parse("00000000-0000-0000-0000-000000000001")), Cancellation)).Outcome);
        Assert.False((await Host.EventAsync(sent.EventId)).Event.IsPinned);
    }

    [Fact]
    public async Task An_event_whose_payload_is_gone_cannot_be_pinned_and_says_why()
    {
        var sent = await SendAsync("""{"message":"one"}""");
        await Host.Store.ApplyRetentionAsync(new RetentionRule { ProjectId = Host.Project, EventsBefore = DateTimeOffset.MinValue, PayloadBytes = 0, At = Host.Time.GetUtcNow() }, Cancellation);

        var result = await Issues.PinEventAsync(Developer, Host.Project, sent.EventId, Cancellation);

        Assert.Equal(CommandOutcome.Invalid, result.Outcome);
        Assert.Contains("payload", result.Reason, StringComparison.Ordinal);
        Assert.Equal(CommandOutcome.Done, (await Issues.UnpinEventAsync(Developer, Host.Project, sent.EventId, Cancellation)).Outcome);
    }
}
