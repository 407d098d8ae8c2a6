using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Lookup;
using Monitoring.ErrorTracking.Tests.Issues;

namespace Monitoring.ErrorTracking.Tests.Lookup;

public sealed class ErrorLookupTests : IssuesTest
{
    private const string Payment =
        """
        {"level":"fatal","release":"shop@1.0","user":{"id":"42","username":"ada"},"contexts":{"trace":{"trace_id":"0af7651916cd43dd8448eb211c80319c","span_id":"b7ad6b7169203331"}},
         "exception":{"values":[{"type":"PaymentDeclined","value":"no answer after 30 s","stacktrace":{"frames":[
          {"module":"shop.cart","function":"pay","filename":"cart.py","in_app":true},{"module":"shop.bank","function":"charge","filename":"bank.py","in_app":true}]}}]}}
        """;

    private IErrorLookup Lookup => Host.Service<IErrorLookup>();

    [Fact]
    public async Task Events_are_found_by_what_they_carry()
    {
        var sent = await SendAsync(Payment);
        await SendAsync("""{"message":"something else","user":{"id":"43"}}""");

        foreach (var query in (string[])["user.id:42", "user.username:ada", "level:fatal", "trace:0AF7651916CD43DD8448EB211C80319C", $"id:{sent.EventId}", "charge", "release:shop@*", "user:id:42", "!\"else\""])
        {
            var found = await Lookup.SearchEventsAsync(Reporter, new EventLookup { ProjectId = Host.Project, Query = query }, Cancellation);

            Assert.Equal(CommandOutcome.Done, found.Outcome);
            Assert.True(found.Value!.IsPartial);
            Assert.Equal(sent.EventId, Assert.Single(found.Value.Items).Event.EventId);
        }

        Assert.Empty((await Lookup.SearchEventsAsync(Reporter, new EventLookup { IssueId = sent.IssueId, Query = "user.id:43" }, Cancellation)).Value!.Items);
        var range = new EventLookup { IssueId = sent.IssueId, From = DateTimeOffset.UnixEpoch };
        Assert.False((await Lookup.SearchEventsAsync(Reporter, range, Cancellation)).Value!.IsPartial);
    }

    [Fact]
    public async Task Issues_are_found_by_message_frames_and_users()
    {
        var sent = await SendAsync(Payment);
        await OpenAsync("something else");

        foreach (var query in (string[])["bank.py", "shop.bank", "\"no answer\"", "PaymentDeclined", "user.id:42", "has:user.username", "assigned:none level:fatal", "firstSeen:-1h timesSeen:1 charge"])
        {
            var found = await Issues.ListAsync(Reporter, Host.Project, new IssueSearch { Query = query }, Cancellation);

            Assert.Equal(sent.IssueId, Assert.Single(found.Value!.Items).Row.Id);
        }
    }

    [Fact]
    public async Task Mistakes_and_strangers_are_refused()
    {
        var sent = await SendAsync(Payment);

        var mistake = await Lookup.SearchEventsAsync(Reporter, new EventLookup { ProjectId = Host.Project, Query = "level:error is:unresolved" }, Cancellation);
        Assert.Equal((CommandOutcome.Invalid, "'is' can be asked of issues, not of events. (position 13)"), (mistake.Outcome, mistake.Reason));
        var cursor = await Lookup.SearchEventsAsync(Reporter, new EventLookup { ProjectId = Host.Project, Cursor = "x" }, Cancellation);
        Assert.Equal(CommandOutcome.Invalid, cursor.Outcome);
        var range = await Lookup.SearchEventsAsync(Reporter, new EventLookup { ProjectId = Host.Project, From = DateTimeOffset.MaxValue }, Cancellation);
        Assert.Equal(CommandOutcome.Invalid, range.Outcome);
        foreach (var lookup in (EventLookup[])[new() { ProjectId = Host.Project }, new() { IssueId = sent.IssueId }])
        {
            Assert.Equal(CommandOutcome.NotFound, (await Lookup.SearchEventsAsync(Stranger, lookup, Cancellation)).Outcome);
            Assert.Equal(CommandOutcome.Refused, (await Lookup.SearchEventsAsync(Guest, lookup, Cancellation)).Outcome);
        }

        Assert.Equal(CommandOutcome.NotFound, (await Lookup.FindSimilarAsync(Stranger, sent.IssueId, cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Lookup.FindSimilarAsync(Reporter, sent.IssueId, 101, Cancellation)).Outcome);
    }

    [Fact]
    public async Task Similar_issues_are_those_with_like_frames()
    {
        var sent = await SendAsync(Payment);
        var alike = await SendAsync(Payment.Replace("\"function\":\"pay\"", "\"function\":\"retry\"", StringComparison.Ordinal).Replace("30 s", "31 s", StringComparison.Ordinal));
        await SendAsync("""{"exception":{"values":[{"type":"DivideByZero","value":"x","stacktrace":{"frames":[{"module":"tax","function":"compute","in_app":true}]}}]}}""");
        Assert.NotEqual(sent.IssueId, alike.IssueId);

        var found = await Lookup.FindSimilarAsync(Reporter, sent.IssueId, cancellationToken: Cancellation);

        var similar = Assert.Single(found.Value!.Items);
        Assert.Equal(alike.IssueId, similar.Issue.Row.Id);
        Assert.True(similar.Score is >= 0.65 and < 1, $"{similar.Score}");
        Assert.Contains(similar.Reasons, reason => reason.StartsWith("type 1.00: PaymentDeclined", StringComparison.Ordinal));
    }
}
