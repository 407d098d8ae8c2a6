using System.Net;
using Monitoring.Auditing;
using Monitoring.ErrorTracking.Backends;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Backends;

/// <summary>The calls to a Sentry server: what is sent, and what is made of documented answers.</summary>
public sealed class SentryBackendTests
{
    private const string Id = "1170820242";
    private const string IssueUrl = "https://sentry.example.com/api/0/issues/1170820242/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_asked_for_as_GitLab_does_and_its_fields_are_read()
    {
        await using var host = await BackendHost.StartAsync();
        host.Server.Answer($"[{SentryAnswers.Issue()}]", headers: ("Link", SentryAnswers.Next)).Answer("[]", headers: ("Link", SentryAnswers.Last));
        var search = new BackendIssueSearch { Query = "is:unresolved no paper", Sort = IssueSort.Events, Limit = 20 };

        var first = await host.Backend.ListAsync(BackendHost.Reporter, host.Project, search, Cancellation);
        var second = await host.Backend.ListAsync(BackendHost.Reporter, host.Project, search with { Cursor = first.Value!.Next, Sort = IssueSort.LastSeen, Query = null }, Cancellation);

        Assert.Equal(
            [
                ("GET", "https://sentry.example.com/api/0/projects/acme/shop/issues/?query=is%3Aunresolved%20no%20paper&limit=20&statsPeriod=24h&sort=freq", $"Bearer {BackendHost.Token}", ""),
                ("GET", "https://sentry.example.com/api/0/projects/acme/shop/issues/?query=&limit=20&statsPeriod=24h&cursor=0%3A25%3A0", $"Bearer {BackendHost.Token}", ""),
            ],
            host.Server.Calls);
        Assert.Equal(("0:25:0", null), (first.Value.Next, second.Value!.Next));
        var issue = Assert.Single(first.Value.Items);
        Assert.Equal((Id, "SHOP-12", 12345678901L, 31L), (issue.Id, issue.ShortId, issue.Count, issue.UserCount));
        Assert.Equal(("ada@acme.example", "shop@1.3.0", "shop@1.4.0"), (issue.Assignee, issue.FirstRelease, issue.LastRelease));
        Assert.Equal(("https://sentry.example.com/acme/shop/issues/1170820242/", "https://gitlab.example.com/shop/app/issues/3?a=1&b=2"), (issue.ExternalUrl, issue.LinkedUrl));
        Assert.Equal([2L, 0L], issue.Frequency.Select(point => point.Count));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 11, 50, 0, TimeSpan.Zero).AddTicks(1234560), issue.LastSeen);
    }

    [Fact]
    public async Task The_latest_event_is_read_with_its_stack_trace_after_the_issue_was_checked()
    {
        await using var host = await BackendHost.StartAsync();
        host.Server.Answer(SentryAnswers.Issue()).Answer(SentryAnswers.Event);

        var read = (await host.Backend.GetLatestEventAsync(BackendHost.Reporter, host.Project, Id, Cancellation)).Value!;

        Assert.Equal([IssueUrl, IssueUrl + "events/latest/"], host.Server.Calls.Select(call => call.Url));
        Assert.Equal(("9ec79c33ec9942ab8353589fcb2e04dc", "shop@1.4.0", "production"), (read.Id, read.Release, read.Environment));
        Assert.Equal(["PaperOut", "TillFailed"], read.Exceptions.Select(exception => exception.Type));
        var frame = read.Exceptions[1].Frames[1];
        Assert.Equal(("till.py", "/app/till.py", "print_receipt", 12, 4, true), (frame.FileName, frame.AbsolutePath, frame.Function, frame.Line, frame.Column, frame.InApp));
        Assert.Equal([(11, "def print_receipt():"), (12, "    raise TillFailed"), (13, "")], frame.Code.Select(line => (line.Number, line.Text)));
    }

    [Fact]
    public async Task A_change_is_sent_in_Sentrys_words_and_audited()
    {
        await using var host = await BackendHost.StartAsync();
        host.Server.Answer(SentryAnswers.Issue()).Answer(SentryAnswers.Issue(status: "resolved")).Answer(SentryAnswers.Issue(status: "resolved"));
        var change = new BackendIssueChange { Status = new IssueStatusChange { Status = IssueStatus.Resolved, InReleases = ["shop@1.5.0"] }, Assigns = true };

        var changed = await host.Backend.UpdateAsync(BackendHost.Developer, host.Project, Id, change, Cancellation);

        Assert.Equal(IssueStatus.Resolved, changed.Value!.Status);
        Assert.Equal(("PUT", IssueUrl, """{"status":"resolved","statusDetails":{"inRelease":"shop@1.5.0"},"assignedTo":""}"""), (host.Server.Calls[1].Method, host.Server.Calls[1].Url, host.Server.Calls[1].Body));
        var entry = (await host.Host.Service<IAuditLog>().ReadAsync(host.Project, 100, null, Cancellation)).Items.Single(entry => entry.Action == "sentry-issue.changed");
        Assert.Equal(("dora", $"sentry-issue:{Id}", "status Resolved; assignee nobody"), (entry.ActorId, entry.Subject, entry.After));
    }

    [Fact]
    public async Task Ignoring_until_an_instant_is_told_in_minutes_rounded_up()
    {
        await using var host = await BackendHost.StartAsync();
        host.Server.Answer(SentryAnswers.Issue()).Answer("{}").Answer(SentryAnswers.Issue(status: "ignored"));
        var until = host.Host.Time.GetUtcNow() + TimeSpan.FromSeconds(90);

        await host.Backend.UpdateAsync(
            BackendHost.Developer, host.Project, Id, new BackendIssueChange { Status = new IssueStatusChange { Status = IssueStatus.Ignored, Ignore = new IgnoreConditions { Until = until } } }, Cancellation);

        Assert.Equal("""{"status":"ignored","statusDetails":{"ignoreDuration":2}}""", host.Server.Calls[1].Body);
    }

    [Theory]
    [InlineData("1170820242x")]
    [InlineData("../../organizations/acme")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("9223372036854775808")]
    [InlineData("")]
    public async Task An_id_that_is_no_positive_number_of_63_bits_is_refused_before_any_call(string id)
    {
        await using var host = await BackendHost.StartAsync();

        Assert.Equal(BackendOutcome.Invalid, (await host.Backend.GetAsync(BackendHost.Reporter, host.Project, id, Cancellation)).Outcome);
        Assert.Equal(BackendOutcome.Invalid, (await host.Backend.GetLatestEventAsync(BackendHost.Reporter, host.Project, id, Cancellation)).Outcome);
        Assert.Empty(host.Server.Calls);
    }

    [Fact]
    public async Task An_issue_of_another_project_is_neither_read_nor_changed()
    {
        await using var host = await BackendHost.StartAsync();
        host.Server.Answer(SentryAnswers.Issue(project: "till")).Answer(SentryAnswers.Issue(project: "till")).Answer(SentryAnswers.Issue(project: "till"));
        var change = new BackendIssueChange { Status = new IssueStatusChange { Status = IssueStatus.Resolved } };

        Assert.Equal(BackendOutcome.NotFound, (await host.Backend.GetAsync(BackendHost.Reporter, host.Project, Id, Cancellation)).Outcome);
        Assert.Equal(BackendOutcome.NotFound, (await host.Backend.GetLatestEventAsync(BackendHost.Reporter, host.Project, Id, Cancellation)).Outcome);
        Assert.Equal(BackendOutcome.NotFound, (await host.Backend.UpdateAsync(BackendHost.Developer, host.Project, Id, change, Cancellation)).Outcome);
        Assert.Equal(["GET", "GET", "GET"], host.Server.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task The_projects_number_counts_beside_its_slug_when_it_is_known()
    {
        await using var host = await BackendHost.StartAsync(chosen: false);
        await host.ReplaceAsync(BackendHost.Change(connection: BackendHost.Connection with { ProjectId = "8" }));
        host.Server.Answer(SentryAnswers.Issue());

        Assert.Equal(BackendOutcome.NotFound, (await host.Backend.GetAsync(BackendHost.Reporter, host.Project, Id, Cancellation)).Outcome);
    }

    [Fact]
    public async Task Roles_count_before_the_server_is_called()
    {
        await using var host = await BackendHost.StartAsync();
        var change = new BackendIssueChange { Assigns = true, Assignee = "ada" };

        Assert.Equal(BackendOutcome.Refused, (await host.Backend.UpdateAsync(BackendHost.Reporter, host.Project, Id, change, Cancellation)).Outcome);
        Assert.Equal(BackendOutcome.NotFound, (await host.Backend.ListAsync(BackendHost.Stranger, host.Project, new BackendIssueSearch(), Cancellation)).Outcome);
        Assert.Empty(host.Server.Calls);
    }

    [Fact]
    public async Task A_short_wait_that_the_server_asks_for_is_waited_and_a_long_one_is_told()
    {
        await using var host = await BackendHost.StartAsync();
        host.Server.Answer("", HttpStatusCode.TooManyRequests, ("Retry-After", "1")).Answer("[]").Answer("", HttpStatusCode.TooManyRequests, ("Retry-After", "30"));

        var waiting = host.Backend.ListAsync(BackendHost.Reporter, host.Project, new BackendIssueSearch(), Cancellation).AsTask();
        while (!waiting.IsCompleted)
        {
            host.Host.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, Cancellation);
        }

        var late = await host.Backend.ListAsync(BackendHost.Reporter, host.Project, new BackendIssueSearch(), Cancellation);

        Assert.Equal(BackendOutcome.Done, (await waiting).Outcome);
        Assert.Equal((BackendOutcome.RateLimited, TimeSpan.FromSeconds(30), 3), (late.Outcome, late.RetryAfter, host.Server.Calls.Count));
    }

    [Fact]
    public async Task What_was_read_a_moment_ago_is_read_again_until_somebody_changes_something()
    {
        await using var host = await BackendHost.StartAsync(configure: options => options.CacheLifetime = TimeSpan.FromSeconds(10));
        host.Server.Answer("[]").Answer("[]").Answer(SentryAnswers.Issue()).Answer("{}").Answer(SentryAnswers.Issue()).Answer("[]");
        async Task ListAsync() => Assert.Equal(BackendOutcome.Done, (await host.Backend.ListAsync(BackendHost.Reporter, host.Project, new BackendIssueSearch(), Cancellation)).Outcome);

        await ListAsync();
        await ListAsync();
        Assert.Single(host.Server.Calls);
        host.Host.Time.Advance(TimeSpan.FromSeconds(11));
        await ListAsync();
        Assert.Equal(2, host.Server.Calls.Count);
        await host.Backend.UpdateAsync(BackendHost.Developer, host.Project, Id, new BackendIssueChange { Assigns = true }, Cancellation);
        await ListAsync();
        Assert.Equal(6, host.Server.Calls.Count);
    }

    [Fact]
    public async Task The_integrated_back_end_answers_without_a_choice()
    {
        await using var host = await BackendHost.StartAsync(chosen: false);
        var sent = await host.Host.SendAsync("""{"message":"no paper","platform":"python"}""", Monitoring.ErrorTracking.Ingest.IngestEndpoint.Store);
        var id = Assert.Single(sent.Events).IssueId;

        var listed = Assert.Single((await host.Backend.ListAsync(BackendHost.Reporter, host.Project, new BackendIssueSearch { Query = "is:unresolved" }, Cancellation)).Value!.Items);
        var changed = await host.Backend.UpdateAsync(
            BackendHost.Developer, host.Project, listed.Id, new BackendIssueChange { Status = new IssueStatusChange { Status = IssueStatus.Ignored } }, Cancellation);
        var latest = await host.Backend.GetLatestEventAsync(BackendHost.Reporter, host.Project, listed.Id, Cancellation);

        Assert.Equal((id.ToString(), "no paper", "shop", 1L), (listed.Id, listed.Title, listed.ProjectSlug, listed.Frequency.Sum(point => point.Count)));
        Assert.Equal((IssueStatus.Ignored, "no paper"), (changed.Value!.Status, latest.Value!.Message));
        Assert.Equal(BackendOutcome.Refused, (await host.Backend.UpdateAsync(BackendHost.Reporter, host.Project, listed.Id, new BackendIssueChange { Assigns = true }, Cancellation)).Outcome);
        Assert.Empty(host.Server.Calls);
    }
}
