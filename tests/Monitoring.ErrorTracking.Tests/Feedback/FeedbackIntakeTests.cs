using System.Text;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Attachments;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.ErrorTracking.Feedback;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Documents;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Feedback;

/// <summary>Feedback in each of its forms, into the store and back out.</summary>
public sealed class FeedbackIntakeTests
{
    private const string Id = "5d2f6f0e6a3c4b0e8f2a0d3a3e9c1b77";
    private const string About = "9ec79c33ec9942ab8353589fcb2e04dc";
    private const string Words = $$$"""
        {"contexts":{"feedback":{"message":" it broke\u0000\r\nagain ","name":"Ada","contact_email":"ada@shop.example","url":"https://shop.example/cart","associated_event_id":"{{{About}}}","replay_id":"{{{Id}}}","source":"widget"}},"environment":"staging","release":"shop@1"}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"type":"feedback"}""", "")]
    [InlineData("""{"type":"event"}""", ""","type":"feedback"}""")]
    public async Task Feedback_is_kept_with_all_its_fields(string header, string end)
    {
        await using var host = await IntakeHost.StartAsync();
        var payload = end.Length == 0 ? Words.Trim() : Words.Trim()[..^1] + end;

        var outcome = await host.SendAsync($$"""{"event_id":"{{Id}}"}""" + "\n" + header + "\n" + payload + "\n");

        Assert.Equal((IngestStatus.Accepted, Id), (outcome.Status, outcome.EventId.ToString()));
        var feedback = Assert.Single(await ListAsync(host));
        Assert.Equal((Parse(Id), "it broke\nagain", "Ada", "ada@shop.example", "https://shop.example/cart"), (feedback.Id, feedback.Message, feedback.Name, feedback.ContactEmail, feedback.Url));
        Assert.Equal((Parse(About), Id, "widget", "staging", "shop@1"), (feedback.AssociatedEventId!.Value, feedback.ReplayId, feedback.Source, feedback.Environment, feedback.Release));
        Assert.Equal((null, FeedbackStatus.Unresolved, host.Time.GetUtcNow()), (feedback.IssueId, feedback.Status, feedback.ReceivedAt));
        Assert.Equal(["feedback accepted"], (await host.OutcomesAsync()).Keys);
        Assert.Empty((await host.IssuesAsync()).Items);
        var signal = Assert.Single(await host.Service<IDocumentStore>().ReadSignalsAsync(0, 100, Cancellation), signal => signal.Signal.Type == "feedback-received");
        Assert.Contains("it broke", Encoding.UTF8.GetString(signal.Signal.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feedback_that_comes_twice_is_one()
    {
        await using var host = await IntakeHost.StartAsync();

        await SendAsync(host, Words.Trim());
        var again = await SendAsync(host, Words.Trim());

        Assert.True(again.IsAccepted);
        Assert.Single(await ListAsync(host));
        Assert.Equal(1, (await host.OutcomesAsync())["feedback invalid duplicate"]);
        Assert.Single(await host.Service<IDocumentStore>().ReadSignalsAsync(0, 100, Cancellation), signal => signal.Signal.Type == "feedback-received");
    }

    [Fact]
    public async Task A_report_beside_its_event_is_linked_and_a_repeat_is_one()
    {
        await using var host = await IntakeHost.StartAsync();
        var envelope = $$"""{"event_id":"{{About}}"}""" + "\n" + Event("a") + """{"type":"user_report"}""" + "\n" + """{"name":"Ada","email":"a@b.c","comments":"it broke"}""" + "\n";

        var outcome = await host.SendAsync(envelope);
        await host.SendAsync(envelope);

        var feedback = Assert.Single(await ListAsync(host));
        Assert.Equal(("it broke", "a@b.c", "user_report"), (feedback.Message, feedback.ContactEmail, feedback.Source));
        Assert.Equal((outcome.Events[0].IssueId, Parse(About)), (feedback.IssueId!.Value, feedback.AssociatedEventId!.Value));
        Assert.Equal(feedback, Assert.Single(await OfIssueAsync(host, outcome.Events[0].IssueId)));
    }

    [Fact]
    public async Task Feedback_before_its_event_is_linked_when_it_is_read()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, Words.Trim());
        Assert.Null(Assert.Single(await ListAsync(host)).IssueId);

        var outcome = await host.SendAsync($$"""{"event_id":"{{About}}"}""" + "\n" + Event("late"));

        Assert.Equal(Parse(Id), Assert.Single(await OfIssueAsync(host, outcome.Events[0].IssueId)).Id);
        Assert.Equal(outcome.Events[0].IssueId, Assert.Single(await ListAsync(host)).IssueId);
    }

    [Fact]
    public async Task Feedback_follows_its_issue_through_merge_and_unmerge_and_is_paged_by_time()
    {
        await using var host = await IntakeHost.StartAsync();
        var first = await host.SendAsync("{}\n" + Event("first thing"));
        var second = await host.SendAsync("{}\n" + Event("another matter"));
        for (var number = 1; number <= 5; number++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            var about = (number % 2 == 0 ? first : second).EventId;
            await host.SendAsync("{}\n" + """{"type":"user_report"}""" + "\n" + $$"""{"event_id":"{{about}}","comments":"word {{number}}"}""" + "\n");
        }

        var merged = await host.Issues.MergeAsync(Actor.System, first.Events[0].IssueId, [second.Events[0].IssueId], cancellationToken: Cancellation);
        Assert.Equal(CommandOutcome.Done, merged.Outcome);
        var words = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await host.Service<IFeedback>().ListOfIssueAsync(Actor.System, first.Events[0].IssueId, 2, cursor, Cancellation)).Value!;
            Assert.InRange(page.Items.Length, 1, 2);
            words.AddRange(page.Items.Select(item => item.Message));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(["word 5", "word 4", "word 3", "word 2", "word 1"], words);
        Assert.Equal(CommandOutcome.Invalid, (await host.Service<IFeedback>().ListOfIssueAsync(Actor.System, first.Events[0].IssueId, 2, "7.x", Cancellation)).Outcome);
    }

    [Fact]
    public async Task What_a_user_says_is_scrubbed_by_the_rules_of_the_project()
    {
        await using var host = await IntakeHost.StartAsync();
        const string secret = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";

        await SendAsync(host, """{"contexts":{"feedback":{"message":"my token is SECRET","name":"SECRET","url":"https://a.example/?token=hunter2&x=1"}}}""".Replace("SECRET", secret, StringComparison.Ordinal));
        await host.SendAsync("{}\n" + """{"type":"user_report"}""" + "\n" + $$"""{"event_id":"{{About}}","comments":"{{secret}}"}""" + "\n");

        foreach (var feedback in await ListAsync(host))
        {
            Assert.DoesNotContain(secret, feedback.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", feedback.ToString(), StringComparison.Ordinal);
        }

        foreach (var signal in await host.Service<IDocumentStore>().ReadSignalsAsync(0, 100, Cancellation))
        {
            Assert.DoesNotContain(secret, Encoding.UTF8.GetString(signal.Signal.Body.Span), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("feedback", "{broken", "feedback:")]
    [InlineData("feedback", "[]", "feedback:")]
    [InlineData("feedback", "{}", "contexts.feedback.message:")]
    [InlineData("feedback", """{"contexts":{"feedback":{"message":"   "}}}""", "contexts.feedback.message:")]
    [InlineData("feedback", """{"contexts":{"feedback":{"message":7}}}""", "contexts.feedback.message:")]
    [InlineData("user_report", """{"comments":"x"}""", "event_id:")]
    [InlineData("user_report", $$"""{"event_id":"{{About}}"}""", "comments:")]
    [InlineData("user_report", "x", "user_report:")]
    public async Task What_is_no_feedback_is_refused_with_its_place(string type, string payload, string place)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync("{}\n" + $$"""{"type":"{{type}}"}""" + "\n" + payload + "\n");

        Assert.Equal((IngestStatus.Invalid, "invalid_feedback"), (outcome.Status, outcome.Error));
        Assert.StartsWith(place, Assert.Single(outcome.Causes), StringComparison.Ordinal);
        Assert.Equal(1, (await host.OutcomesAsync())["feedback invalid invalid_feedback"]);
    }

    [Fact]
    public async Task A_screenshot_belongs_to_its_feedback_and_goes_with_it()
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.Attachments.Enabled = true);
        const string file = """{"type":"attachment","length":3,"filename":"shot.png"}""" + "\nabc\n";

        await host.SendAsync($$"""{"event_id":"{{Id}}"}""" + "\n" + file + """{"type":"feedback"}""" + "\n" + Words.Trim() + "\n");
        await host.SendAsync($$"""{"event_id":"{{About}}"}""" + "\n" + file + """{"type":"feedback"}""" + "\n{}\n");

        var kept = (await host.Service<IAttachments>().ListAsync(Actor.System, host.Project, Parse(Id), 10, null, Cancellation)).Value!;
        Assert.Equal("shot.png", Assert.Single(kept.Items).Name);
        Assert.Empty((await host.Service<IAttachments>().ListAsync(Actor.System, host.Project, Parse(About), 10, null, Cancellation)).Value!.Items);
        Assert.Equal(1, (await host.OutcomesAsync())["attachment_item invalid event_not_taken"]);

        Assert.Equal(CommandOutcome.Done, (await host.Service<IFeedback>().DeleteAsync(Actor.System, host.Project, Parse(Id), null, Cancellation)).Outcome);
        Assert.Empty((await host.Service<IAttachments>().ListAsync(Actor.System, host.Project, Parse(Id), 10, null, Cancellation)).Value!.Items);
        Assert.Equal(0, (await host.Service<IAttachmentSettings>().GetAsync(Actor.System, host.Project, Cancellation)).Value!.UsedBytes);
    }

    [Fact]
    public async Task More_than_the_limit_of_a_minute_is_dropped()
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.Feedback.PerMinute = 2);
        for (var number = 0; number < 3; number++)
        {
            await host.SendAsync("{}\n" + """{"type":"feedback"}""" + "\n" + """{"contexts":{"feedback":{"message":"x"}}}""" + "\n");
        }

        Assert.Equal(2, (await ListAsync(host)).Length);
        Assert.Equal(1, (await host.OutcomesAsync())["feedback rate_limited feedback_rate"]);
    }

    [Fact]
    public async Task Old_feedback_goes()
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.Feedback.Retention = TimeSpan.FromDays(2));
        await host.RunAsync();
        await SendAsync(host, Words.Trim());

        host.Time.Advance(TimeSpan.FromHours(49));
        Assert.Empty(await Eventually.ReadAsync(() => ListAsync(host), left => left.Length == 0, () => host.Time.Advance(TimeSpan.FromSeconds(30))));
    }

    [Theory]
    [InlineData("application/json", $$"""{"event_id":"{{About}}","name":"Ada","email":"a@b.c","comments":"it & broke"}""", null)]
    [InlineData("application/json", """{"name":"Ada","email":"a@b.c","comments":"it & broke"}""", About)]
    [InlineData("application/x-www-form-urlencoded", "name=Ada&email=a%40b.c&comments=it+%26+broke", About)]
    public async Task A_report_by_hand_is_taken_as_JSON_and_as_a_form(string type, string body, string? eventId)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(host.Request(Encoding.UTF8.GetBytes(body), IngestEndpoint.UserReport) with { ContentType = type, EventId = eventId });

        Assert.Equal((IngestStatus.Accepted, About), (outcome.Status, outcome.EventId.ToString()));
        var feedback = Assert.Single(await ListAsync(host));
        Assert.Equal(("it & broke", "Ada", "a@b.c"), (feedback.Message, feedback.Name, feedback.ContactEmail));
    }

    [Theory]
    [InlineData("application/json", "{", About)]
    [InlineData("application/json", """{"comments":"x"}""", null)]
    [InlineData("application/x-www-form-urlencoded", "comments=", About)]
    [InlineData("application/x-www-form-urlencoded", "%=%&&=&comments=%00", About)]
    public async Task A_bad_report_by_hand_is_400(string type, string body, string? eventId)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(host.Request(Encoding.UTF8.GetBytes(body), IngestEndpoint.UserReport) with { ContentType = type, EventId = eventId });

        Assert.Equal((IngestStatus.Invalid, "invalid_feedback"), (outcome.Status, outcome.Error));
    }

    private static EventId Parse(string id) => EventId.TryParse(id, out var parsed) ? parsed : throw new ArgumentException(id);

    private static string Event(string message) => """{"type":"event"}""" + "\n" + $$"""{"message":"{{message}}"}""" + "\n";

    private static Task<IngestOutcome> SendAsync(IntakeHost host, string payload) =>
        host.SendAsync($$"""{"event_id":"{{Id}}"}""" + "\n" + """{"type":"feedback"}""" + "\n" + payload + "\n");

    private static async Task<UserFeedback[]> ListAsync(IntakeHost host) =>
        [.. (await host.Service<IFeedback>().ListAsync(Actor.System, host.Project, new FeedbackSearch { Limit = 100 }, Cancellation)).Value!.Items];

    private static async Task<UserFeedback[]> OfIssueAsync(IntakeHost host, IssueId issue) =>
        [.. (await host.Service<IFeedback>().ListOfIssueAsync(Actor.System, issue, 100, null, Cancellation)).Value!.Items];
}
