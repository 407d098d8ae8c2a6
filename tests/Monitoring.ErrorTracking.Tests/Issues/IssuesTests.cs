using System.Text;
using System.Text.Json;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Issues;

public sealed class IssuesTests : IAsyncLifetime
{
    private static readonly Actor Reporter = new() { Kind = ActorKind.User, Id = "rita" };
    private static readonly Actor Developer = new() { Kind = ActorKind.User, Id = "dora" };
    private static readonly Actor Maintainer = new() { Kind = ActorKind.Token, Id = "mona", Door = "api" };
    private static readonly Actor Guest = new() { Kind = ActorKind.User, Id = "gus" };
    private static readonly Actor Stranger = new() { Kind = ActorKind.User, Id = "sam" };

    private IntakeHost _host = null!;

    private IIssues Issues => _host.Issues;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await IntakeHost.StartAsync();
        var members = _host.Service<IMemberDirectory>();
        foreach (var (actor, role) in ((Actor, Role)[])[(Reporter, Role.Reporter), (Developer, Role.Developer), (Maintainer, Role.Maintainer), (Guest, Role.Guest)])
        {
            var member = new Member { ProjectId = _host.Project, ActorId = actor.Id, Role = role };
            Assert.Equal(CommandOutcome.Done, (await members.SetAsync(Actor.System, member, cancellationToken: Cancellation)).Outcome);
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Who_may_not_read_sees_nothing_and_who_may_not_change_changes_nothing()
    {
        var id = await OpenAsync("one");
        var resolved = new IssueStatusChange { Status = IssueStatus.Resolved };

        Assert.Equal(CommandOutcome.NotFound, (await Issues.GetAsync(Stranger, id, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Refused, (await Issues.GetAsync(Guest, id, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Done, (await Issues.GetAsync(Reporter, id, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Refused, (await Issues.SetStatusAsync(Reporter, id, resolved, cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Refused, (await Issues.DeleteAsync(Developer, id, cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.ListAsync(Stranger, _host.Project, new IssueSearch(), Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.ListEventsAsync(Stranger, new EventQuery { IssueId = id }, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.GetTagsAsync(Stranger, id, Cancellation)).Outcome);
        Assert.Equal(IssueStatus.Unresolved, (await Issues.GetAsync(Reporter, id, Cancellation)).Value!.Row.State.Status);
    }

    [Fact]
    public async Task What_an_actor_may_not_know_of_looks_like_what_is_not_there()
    {
        var id = await OpenAsync("one");
        var unknown = new IssueId(id.Value + 1000);

        var hidden = await Issues.GetAsync(Stranger, id, Cancellation);
        var missing = await Issues.GetAsync(Stranger, unknown, Cancellation);

        Assert.Equal(missing.Reason!.Replace(unknown.ToString(), id.ToString(), StringComparison.Ordinal), hidden.Reason);
        Assert.Null(hidden.Access);
    }

    [Fact]
    public async Task A_list_narrows_by_its_query_and_pages()
    {
        for (var i = 0; i < 5; i++)
        {
            await OpenAsync($"problem {(char)('a' + i)}");
            _host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var page = (await Issues.ListAsync(Reporter, _host.Project, new IssueSearch { Limit = 3 }, Cancellation)).Value!;
        var rest = (await Issues.ListAsync(Reporter, _host.Project, new IssueSearch { Limit = 3, Cursor = page.Next }, Cancellation)).Value!;

        Assert.Equal(["SHOP-5", "SHOP-4", "SHOP-3", "SHOP-2", "SHOP-1"], page.Items.Concat(rest.Items).Select(issue => issue.ShortId));
        Assert.Null(rest.Next);
        Assert.Equal("problem c", Assert.Single((await _host.IssuesAsync("is:unresolved level:error \"problem c\"")).Items).Row.Title);
    }

    [Fact]
    public async Task A_list_that_cannot_be_made_says_why()
    {
        var unknownKey = await Issues.ListAsync(Reporter, _host.Project, new IssueSearch { Query = "level:error user:7" }, Cancellation);
        var limit = await Issues.ListAsync(Reporter, _host.Project, new IssueSearch { Limit = 101 }, Cancellation);
        var cursor = await Issues.ListAsync(Reporter, _host.Project, new IssueSearch { Cursor = "what" }, Cancellation);

        Assert.Equal(
            [CommandOutcome.Invalid, CommandOutcome.Invalid, CommandOutcome.Invalid], new[] { unknownKey.Outcome, limit.Outcome, cursor.Outcome });
        Assert.Contains("position 13", unknownKey.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_is_found_by_id_and_by_short_id_in_any_case()
    {
        var id = await OpenAsync("one");

        Assert.Equal(id, (await Issues.FindAsync(Reporter, id.ToString(), Cancellation)).Value!.Row.Id);
        Assert.Equal(id, (await Issues.FindAsync(Reporter, "shop-1", Cancellation)).Value!.Row.Id);
        Assert.Equal("SHOP-1", (await Issues.GetAsync(Reporter, id, Cancellation)).Value!.ShortId);
        foreach (var text in (string[])["SHOP-2", "OTHER-1", "SHOP-", "-1", "SHOP", "", "SHOP-0"])
        {
            Assert.Equal(CommandOutcome.NotFound, (await Issues.FindAsync(Reporter, text, Cancellation)).Outcome);
        }

        Assert.Equal(CommandOutcome.NotFound, (await Issues.FindAsync(Stranger, "SHOP-1", Cancellation)).Outcome);
    }

    [Fact]
    public async Task A_short_id_of_several_projects_is_a_conflict_only_for_who_sees_both()
    {
        await OpenAsync("one");
        var other = new ProjectId(77);
        await _host.AddProjectAsync(other, "elsewhere/shop");
        await _host.AddKeyAsync(other, "otherkey");
        await _host.SendAsync(_host.Request("{}\n{\"type\":\"event\"}\n{\"message\":\"x\"}\n"u8) with { Project = "77", SentryAuth = ["Sentry sentry_key=otherkey"] });

        Assert.Equal(CommandOutcome.Done, (await Issues.FindAsync(Reporter, "SHOP-1", Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Conflict, (await Issues.FindAsync(Actor.System, "SHOP-1", Cancellation)).Outcome);
    }

    [Fact]
    public async Task A_guest_of_another_project_learns_nothing_of_its_issues_and_finds_the_own_ones()
    {
        var id = await OpenAsync("one");
        var other = new ProjectId(7);
        await _host.AddProjectAsync(other, "elsewhere/shop");
        await _host.AddKeyAsync(other, "otherkey");
        var body = "{}\n{\"type\":\"event\"}\n{\"event_id\":\"00000000000000000000000000000007\",\"message\":\"x\"}\n";
        await _host.SendAsync(_host.Request(Encoding.UTF8.GetBytes(body)) with { Project = "7", SentryAuth = ["Sentry sentry_key=otherkey"] });
        await _host.SendAsync(body);
        var member = new Member { ProjectId = other, ActorId = Reporter.Id, Role = Role.Guest };
        await _host.Service<IMemberDirectory>().SetAsync(Actor.System, member, cancellationToken: Cancellation);
        Assert.True(EventId.TryParse("00000000000000000000000000000007", out var eventId));

        Assert.Equal(id, (await Issues.FindAsync(Reporter, "SHOP-1", Cancellation)).Value!.Row.Id);
        Assert.Equal(_host.Project, (await Issues.FindEventAsync(Reporter, eventId, Cancellation)).Value!.Event.Event.ProjectId);
        Assert.Equal(CommandOutcome.Refused, (await Issues.FindAsync(Guest, "SHOP-1", Cancellation)).Outcome);
    }

    [Fact]
    public async Task A_status_is_set_with_its_conditions_and_comes_back_by_them()
    {
        var id = await OpenAsync("one");

        var resolved = await Issues.SetStatusAsync(Developer, id, new IssueStatusChange { Status = IssueStatus.Resolved }, cancellationToken: Cancellation);
        await OpenAsync("one");
        var regressed = await Issues.GetAsync(Reporter, id, Cancellation);
        var ignored = await Issues.SetStatusAsync(Developer, id, new IssueStatusChange { Status = IssueStatus.Ignored, Events = 2 }, cancellationToken: Cancellation);
        await OpenAsync("one");
        var still = await Issues.GetAsync(Reporter, id, Cancellation);
        await OpenAsync("one");
        var back = await Issues.GetAsync(Reporter, id, Cancellation);

        Assert.Equal(IssueStatus.Resolved, resolved.Value!.Row.State.Status);
        Assert.Equal(IssueSubstatus.Regressed, regressed.Value!.Row.State.Substatus);
        Assert.Equal(IssueSubstatus.ArchivedUntil, ignored.Value!.Row.State.Substatus);
        Assert.Equal(IssueStatus.Ignored, still.Value!.Row.State.Status);
        Assert.Equal(IssueStatus.Unresolved, back.Value!.Row.State.Status);
    }

    [Fact]
    public async Task A_status_that_makes_no_sense_is_refused_with_the_reason()
    {
        var id = await OpenAsync("one");
        IssueStatusChange[] wrong =
        [
            new() { Status = (IssueStatus)9 },
            new() { Status = IssueStatus.Unresolved, InRelease = "1.0" },
            new() { Status = IssueStatus.Resolved, InRelease = "" },
            new() { Status = IssueStatus.Resolved, Events = 5 },
            new() { Status = IssueStatus.Ignored, Events = 0 },
            new() { Status = IssueStatus.Ignored, Until = _host.Time.GetUtcNow() },
        ];

        foreach (var change in wrong)
        {
            var result = await Issues.SetStatusAsync(Developer, id, change, cancellationToken: Cancellation);
            Assert.Equal(CommandOutcome.Invalid, result.Outcome);
            Assert.NotEmpty(result.Reason!);
        }
    }

    [Fact]
    public async Task A_change_for_another_version_is_a_conflict_that_shows_the_issue()
    {
        var id = await OpenAsync("one");
        var version = (await Issues.GetAsync(Developer, id, Cancellation)).Version;
        var first = await Issues.AssignAsync(Developer, id, Reporter.Id, version, Cancellation);

        var second = await Issues.AssignAsync(Developer, id, null, version, Cancellation);

        Assert.Equal((CommandOutcome.Done, CommandOutcome.Conflict), (first.Outcome, second.Outcome));
        Assert.Equal((Reporter.Id, first.Version), (second.Value!.Row.Assignee, second.Version));
    }

    [Fact]
    public async Task An_assignee_must_be_able_to_see_the_issue()
    {
        var id = await OpenAsync("one");

        Assert.Equal(CommandOutcome.Done, (await Issues.AssignAsync(Developer, id, Reporter.Id, cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.AssignAsync(Developer, id, Guest.Id, cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.AssignAsync(Developer, id, Stranger.Id, cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.AssignAsync(Developer, id, "", cancellationToken: Cancellation)).Outcome);
        Assert.Null((await Issues.AssignAsync(Developer, id, null, cancellationToken: Cancellation)).Value!.Row.Assignee);
    }

    [Fact]
    public async Task Issues_are_merged_and_taken_apart_again()
    {
        var one = await OpenAsync("one");
        var two = await OpenAsync("two");
        var hashes = (await Issues.GetAsync(Developer, two, Cancellation)).Value!.Row.Hashes;

        var merged = await Issues.MergeAsync(Developer, one, [two], cancellationToken: Cancellation);
        var split = await Issues.UnmergeAsync(Developer, one, hashes, cancellationToken: Cancellation);

        Assert.Equal(2, merged.Value!.Row.Count);
        Assert.Equal((one, two), (split.Value!.Remaining.Row.Id, split.Value.Separated.Row.Id));
        Assert.Equal(CommandOutcome.Invalid, (await Issues.MergeAsync(Developer, one, [one], cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.MergeAsync(Developer, one, [], cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.MergeAsync(Developer, one, [new IssueId(4711)], cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.UnmergeAsync(Developer, one, [], cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.UnmergeAsync(Developer, one, hashes, cancellationToken: Cancellation)).Outcome);
    }

    [Fact]
    public async Task Merging_again_in_either_direction_changes_nothing()
    {
        var one = await OpenAsync("one");
        var two = await OpenAsync("two");
        var merged = (await Issues.MergeAsync(Developer, one, [two], cancellationToken: Cancellation)).Value!;

        var again = await Issues.MergeAsync(Developer, one, [two], cancellationToken: Cancellation);
        var back = await Issues.MergeAsync(Developer, two, [one], cancellationToken: Cancellation);

        Assert.All([again, back], result => Assert.Equal((CommandOutcome.Done, one, 2), (result.Outcome, result.Value!.Row.Id, result.Value.Row.Count)));
        Assert.Equal(merged.Row.Version, back.Value!.Row.Version);
        Assert.Equal(CommandOutcome.Conflict, (await Issues.MergeAsync(Developer, two, [one], merged.Row.Version + 1, Cancellation)).Outcome);
    }

    [Fact]
    public async Task A_deleted_issue_is_gone_and_its_deletion_is_in_the_audit_log()
    {
        var id = await OpenAsync("one");

        var deleted = await Issues.DeleteAsync(Maintainer, id, cancellationToken: Cancellation);

        Assert.Equal("one", deleted.Value!.Row.Title);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.GetAsync(Maintainer, id, Cancellation)).Outcome);
        await _host.RunAsync();
        var entries = await _host.AwaitAuditAsync(entries => entries.Any(entry => entry.Action == "issue.deleted"));
        var entry = Assert.Single(entries, entry => entry.Action == "issue.deleted");
        Assert.Equal(($"issue:{id}", "mona", "api", "one"), (entry.Subject, entry.ActorId, entry.Door, entry.Before));
    }

    [Fact]
    public async Task Each_change_is_in_the_audit_log_with_before_and_after()
    {
        var id = await OpenAsync("one");
        await Issues.SetStatusAsync(Developer, id, new IssueStatusChange { Status = IssueStatus.Resolved, InRelease = "shop@2" }, cancellationToken: Cancellation);
        await Issues.AssignAsync(Developer, id, Reporter.Id, cancellationToken: Cancellation);

        await _host.RunAsync();
        var entries = await _host.AwaitAuditAsync(entries => entries.Count(entry => entry.Action.StartsWith("issue.", StringComparison.Ordinal)) == 2);

        Assert.Contains(entries, entry => entry is { Action: "issue.status-changed", Before: "unresolved", After: "resolved in shop@2" });
        Assert.Contains(entries, entry => entry is { Action: "issue.assigned", Before: null, After: "rita" });
    }

    [Fact]
    public async Task An_event_is_read_normalised_and_as_it_was_received()
    {
        var stored = await SendAsync("""{"message":"one","tags":{"a":"b"},"nonsense":1}""");

        var byProject = (await Issues.GetEventAsync(Reporter, _host.Project, stored.EventId, Cancellation)).Value!;
        var found = (await Issues.FindEventAsync(Reporter, stored.EventId, Cancellation)).Value!;

        Assert.Equal(byProject.Raw.ToArray(), found.Raw.ToArray());
        Assert.EndsWith("""{"message":"one","tags":{"a":"b"},"nonsense":1}""" + "\n", Encoding.UTF8.GetString(found.Raw.Span), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(found.Normalized);
        Assert.Equal("one", json.RootElement.GetProperty("logentry").GetProperty("formatted").GetString());
        Assert.Equal(CommandOutcome.NotFound, (await Issues.FindEventAsync(Stranger, stored.EventId, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Refused, (await Issues.FindEventAsync(Guest, stored.EventId, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.FindEventAsync(Reporter, EventId.Create(TimeProvider.System), Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.GetEventAsync(Stranger, _host.Project, stored.EventId, Cancellation)).Outcome);
    }

    [Fact]
    public async Task Events_series_and_tags_of_an_issue_are_listed()
    {
        var id = await OpenAsync("one");
        _host.Time.Advance(TimeSpan.FromHours(2));
        await OpenAsync("one");
        var now = _host.Time.GetUtcNow();

        var events = (await Issues.ListEventsAsync(Reporter, new EventQuery { IssueId = id }, Cancellation)).Value!.Items;
        var series = (await Issues.GetSeriesAsync(Reporter, new SeriesQuery { IssueId = id, From = now.AddHours(-3), To = now.AddHours(1) }, Cancellation)).Value!.Items;
        var tags = (await Issues.GetTagsAsync(Reporter, id, Cancellation)).Value!.Items;

        Assert.Equal(2, events.Length);
        Assert.Equal([0, 1, 0, 1], series.Select(point => point.Count));
        Assert.Equal(2, tags.Single(tag => tag.Key == "level").Total);
        var wide = new SeriesQuery { IssueId = id, From = now.AddDays(-100), To = now };
        Assert.Equal(CommandOutcome.Invalid, (await Issues.GetSeriesAsync(Reporter, wide, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Done, (await Issues.GetSeriesAsync(Reporter, wide with { Bucket = SeriesBucket.Day }, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.ListEventsAsync(Reporter, new EventQuery { IssueId = id, Limit = 0 }, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Issues.ListEventsAsync(Reporter, new EventQuery { IssueId = id, Cursor = "what" }, Cancellation)).Outcome);
    }

    private async Task<IssueId> OpenAsync(string message) => (await SendAsync($$"""{"message":"{{message}}"}""")).IssueId;

    private async Task<IngestedEvent> SendAsync(string json) => Assert.Single((await _host.SendAsync(json, IngestEndpoint.Store)).Events);
}
