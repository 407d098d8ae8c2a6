using System.Text;
using System.Text.Json;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Issues;

/// <summary>Who sees which issues, and what of them.</summary>
public sealed class IssuesTests : IssuesTest
{
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
        Assert.Equal(CommandOutcome.NotFound, (await Issues.ListAsync(Stranger, Host.Project, new IssueSearch(), Cancellation)).Outcome);
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
            Host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var page = (await Issues.ListAsync(Reporter, Host.Project, new IssueSearch { Limit = 3 }, Cancellation)).Value!;
        var rest = (await Issues.ListAsync(Reporter, Host.Project, new IssueSearch { Limit = 3, Cursor = page.Next }, Cancellation)).Value!;

        Assert.Equal(["SHOP-5", "SHOP-4", "SHOP-3", "SHOP-2", "SHOP-1"], page.Items.Concat(rest.Items).Select(issue => issue.ShortId));
        Assert.Null(rest.Next);
        Assert.Equal("problem c", Assert.Single((await Host.IssuesAsync("is:unresolved level:error \"problem c\"")).Items).Row.Title);
    }

    [Fact]
    public async Task A_list_that_cannot_be_made_says_why()
    {
        var unknownKey = await Issues.ListAsync(Reporter, Host.Project, new IssueSearch { Query = "level:error users:" }, Cancellation);
        var limit = await Issues.ListAsync(Reporter, Host.Project, new IssueSearch { Limit = 101 }, Cancellation);
        var cursor = await Issues.ListAsync(Reporter, Host.Project, new IssueSearch { Cursor = "what" }, Cancellation);

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
        await Host.AddProjectAsync(other, "elsewhere/shop");
        await Host.AddKeyAsync(other, "otherkey");
        await Host.SendAsync(Host.Request("{}\n{\"type\":\"event\"}\n{\"message\":\"x\"}\n"u8) with { Project = "77", SentryAuth = ["Sentry sentry_key=otherkey"] });

        Assert.Equal(CommandOutcome.Done, (await Issues.FindAsync(Reporter, "SHOP-1", Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Conflict, (await Issues.FindAsync(Actor.System, "SHOP-1", Cancellation)).Outcome);
    }

    [Fact]
    public async Task A_guest_of_another_project_learns_nothing_of_its_issues_and_finds_the_own_ones()
    {
        var id = await OpenAsync("one");
        var other = new ProjectId(7);
        await Host.AddProjectAsync(other, "elsewhere/shop");
        await Host.AddKeyAsync(other, "otherkey");
        var body = "{}\n{\"type\":\"event\"}\n{\"event_id\":\"00000000000000000000000000000007\",\"message\":\"x\"}\n";
        await Host.SendAsync(Host.Request(Encoding.UTF8.GetBytes(body)) with { Project = "7", SentryAuth = ["Sentry sentry_key=otherkey"] });
        await Host.SendAsync(body);
        var member = new Member { ProjectId = other, ActorId = Reporter.Id, Role = Role.Guest };
        await Host.Service<IMemberDirectory>().SetAsync(Actor.System, member, cancellationToken: Cancellation);
        Assert.True(EventId.TryParse("00000000000000000000000000000007", out var eventId));

        Assert.Equal(id, (await Issues.FindAsync(Reporter, "SHOP-1", Cancellation)).Value!.Row.Id);
        Assert.Equal(Host.Project, (await Issues.FindEventAsync(Reporter, eventId, Cancellation)).Value!.Event.Event.ProjectId);
        Assert.Equal(CommandOutcome.Refused, (await Issues.FindAsync(Guest, "SHOP-1", Cancellation)).Outcome);
    }

    [Fact]
    public async Task An_event_is_read_normalised_and_as_it_was_received()
    {
        var stored = await SendAsync("""{"message":"one","tags":{"a":"b"},"nonsense":1}""");

        var byProject = (await Issues.GetEventAsync(Reporter, Host.Project, stored.EventId, Cancellation)).Value!;
        var found = (await Issues.FindEventAsync(Reporter, stored.EventId, Cancellation)).Value!;

        Assert.Equal(byProject.Raw.ToArray(), found.Raw.ToArray());
        Assert.EndsWith("""{"message":"one","tags":{"a":"b"},"nonsense":1}""" + "\n", Encoding.UTF8.GetString(found.Raw.Span), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(found.Normalized);
        Assert.Equal("one", json.RootElement.GetProperty("logentry").GetProperty("formatted").GetString());
        Assert.Equal(CommandOutcome.NotFound, (await Issues.FindEventAsync(Stranger, stored.EventId, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Refused, (await Issues.FindEventAsync(Guest, stored.EventId, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.FindEventAsync(Reporter, EventId.Create(TimeProvider.System), Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.GetEventAsync(Stranger, Host.Project, stored.EventId, Cancellation)).Outcome);
    }

    [Fact]
    public async Task Events_series_and_tags_of_an_issue_are_listed()
    {
        var id = await OpenAsync("one");
        Host.Time.Advance(TimeSpan.FromHours(2));
        await OpenAsync("one");
        var now = Host.Time.GetUtcNow();

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
}
