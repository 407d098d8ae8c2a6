using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Releases;
using Monitoring.ErrorTracking.Releases.Sightings;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Releases;

public sealed class ReleasesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_makes_its_release_known_once()
    {
        await using var host = await IntakeHost.StartAsync();
        var writer = host.Service<SightingWriter>();

        await host.SendAsync(Event("shop@1.4.0", 1));
        await writer.FlushAsync(Token);
        host.Time.Advance(TimeSpan.FromMinutes(5));
        await host.SendAsync(Event("shop@1.4.0", 2));
        await host.SendAsync(Event("shop@1.4.0", 2));
        await writer.FlushAsync(Token);
        await writer.FlushAsync(Token);

        var release = Assert.Single((await host.Service<IReleases>().ListAsync(Actor.System, host.Project, 10, null, Token)).Value!.Items);
        Assert.Equal(("shop@1.4.0", true, TimeSpan.FromMinutes(5)), (release.Version, release.IsFromEvent, release.LastEvent - release.FirstEvent));
        Assert.Equal("release-created", Assert.Single(await SignalsAsync(host)));
    }

    [Fact]
    public async Task A_release_is_created_finished_deployed_and_deleted()
    {
        await using var host = await IntakeHost.StartAsync();
        var releases = host.Service<IReleases>();
        var finished = host.Time.GetUtcNow();

        var created = await releases.SaveAsync(Actor.System, host.Project, "shop@2.0.0", new ReleaseChange { Ref = "abc" }, 0, Token);
        var stale = await releases.SaveAsync(Actor.System, host.Project, "shop@2.0.0", new ReleaseChange(), 0, Token);
        var done = await releases.SaveAsync(Actor.System, host.Project, "shop@2.0.0", new ReleaseChange { ReleasedAt = finished }, created.Version, Token);
        var deploy = await releases.AddDeployAsync(Actor.System, host.Project, "shop@2.0.0", new Deploy { Environment = "production" }, Token);
        var bad = await releases.AddDeployAsync(Actor.System, host.Project, "shop@2.0.0", new Deploy { Environment = "a/b" }, Token);
        var found = await releases.GetAsync(Actor.System, host.Project, "shop@2.0.0", Token);
        var deploys = await releases.ListDeploysAsync(Actor.System, host.Project, "shop@2.0.0", 10, null, Token);

        Assert.Equal((CommandOutcome.Conflict, CommandOutcome.Done, CommandOutcome.Invalid), (stale.Outcome, done.Outcome, bad.Outcome));
        Assert.Equal(("abc", finished, 1), (found.Value!.Ref, found.Value.ReleasedAt, found.Value.Deploys));
        Assert.Equal(deploy.Value!.Id, Assert.Single(deploys.Value!.Items).Id);
        Assert.Equal(["release-created", "deploy-recorded"], await SignalsAsync(host));
        Assert.Equal(CommandOutcome.Done, (await releases.DeleteAsync(Actor.System, host.Project, "shop@2.0.0", Token)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await releases.GetAsync(Actor.System, host.Project, "shop@2.0.0", Token)).Outcome);
    }

    [Fact]
    public async Task A_release_of_the_name_of_a_deleted_one_has_none_of_its_deploys()
    {
        await using var host = await IntakeHost.StartAsync();
        var releases = host.Service<IReleases>();
        for (var i = 0; i < 501; i++)
        {
            await releases.AddDeployAsync(Actor.System, host.Project, "shop@2.0.0", new Deploy { Environment = "production" }, Token);
        }

        await releases.DeleteAsync(Actor.System, host.Project, "shop@2.0.0", Token);
        await releases.SaveAsync(Actor.System, host.Project, "shop@2.0.0", new ReleaseChange(), null, Token);

        Assert.Empty((await releases.ListDeploysAsync(Actor.System, host.Project, "shop@2.0.0", 10, null, Token)).Value!.Items);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_limit_out_of_its_range_is_refused(int limit)
    {
        await using var host = await IntakeHost.StartAsync();
        var releases = host.Service<IReleases>();
        await releases.SaveAsync(Actor.System, host.Project, "shop@2.0.0", new ReleaseChange(), null, Token);

        Assert.Equal(CommandOutcome.Invalid, (await releases.ListAsync(Actor.System, host.Project, limit, null, Token)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await releases.ListDeploysAsync(Actor.System, host.Project, "shop@2.0.0", limit, null, Token)).Outcome);
    }

    [Theory]
    [InlineData("shop@1.10.0", "shop@1.9.3")]
    [InlineData("shop@1.9.3", "shop@1.9.0+40")]
    [InlineData("shop@1.9.0+40", "shop@1.9.0+5")]
    [InlineData("other@5.0.0", null)]
    public async Task The_release_before_is_that_of_the_next_lower_number(string version, string? expected)
    {
        await using var host = await IntakeHost.StartAsync();
        var releases = host.Service<IReleases>();
        foreach (var release in new[] { "shop@1.10.0", "shop@1.9.0+40", "shop@1.9.3", "shop@1.9.0+5", "other@5.0.0", "shop@2.0.0", "main" })
        {
            await releases.SaveAsync(Actor.System, host.Project, release, new ReleaseChange(), null, Token);
        }

        Assert.Equal(expected, (await releases.GetPreviousAsync(Actor.System, host.Project, version, false, Token)).Value?.Version);
    }

    [Fact]
    public async Task Commits_are_attached_trimmed_and_found_for_the_release_before()
    {
        await using var host = await IntakeHost.StartAsync();
        var releases = host.Service<IReleases>();
        ReleaseCommit[] commits = [new() { Id = "4f06ce6", Message = new string('x', 5000), Files = ["src/bank.js"] }];

        var set = await releases.SetCommitsAsync(Actor.System, host.Project, "shop@1.0.0", [.. commits], Token);
        await releases.SaveAsync(Actor.System, host.Project, "shop@1.1.0", new ReleaseChange(), null, Token);
        await releases.SaveAsync(Actor.System, host.Project, "shop@1.2.0", new ReleaseChange(), null, Token);
        var bad = await releases.SetCommitsAsync(Actor.System, host.Project, "shop@1.0.0", [new() { Id = "a b" }], Token);

        Assert.Equal((1, "4f06ce6"), (set.Value!.Commits, set.Value.LastCommit));
        Assert.Equal(4096, (await releases.ListCommitsAsync(Actor.System, host.Project, "shop@1.0.0", Token)).Value!.Items.Single().Message!.Length);
        Assert.Equal("shop@1.0.0", (await releases.GetPreviousAsync(Actor.System, host.Project, "shop@1.2.0", true, Token)).Value!.Version);
        Assert.Contains("commits[0].id", bad.Reason, StringComparison.Ordinal);
    }

    /// <summary>sentry-cli sends all commits since the release before at once.</summary>
    [Theory]
    [InlineData(2_500, 10, 1_000, 1_000)]
    [InlineData(999, 8_000, 400, 525)]
    public async Task Of_more_commits_than_there_is_room_for_the_newest_are_kept(int sent, int filesLength, int atLeast, int atMost)
    {
        await using var host = await IntakeHost.StartAsync();
        var files = Enumerable.Repeat(new string('f', 400), filesLength / 400).Append("src/bank.js").ToImmutableArray();

        var set = await host.Service<IReleases>().SetCommitsAsync(
            Actor.System, host.Project, "shop@1.0.0", [.. Enumerable.Range(0, sent).Select(i => new ReleaseCommit { Id = $"c{i}", Files = files })], Token);

        Assert.Equal("c0", set.Value!.LastCommit);
        Assert.InRange(set.Value.Commits, atLeast, atMost);
        var kept = (await host.Service<IReleases>().ListCommitsAsync(Actor.System, host.Project, "shop@1.0.0", Token)).Value!.Items;
        Assert.Equal(Enumerable.Range(0, set.Value.Commits).Select(i => $"c{i}"), kept.Select(commit => commit.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("latest")]
    [InlineData("a/b")]
    [InlineData(" a")]
    public async Task A_name_that_events_cannot_have_is_refused(string version)
    {
        await using var host = await IntakeHost.StartAsync();

        var result = await host.Service<IReleases>().SaveAsync(Actor.System, host.Project, version, new ReleaseChange(), null, Token);

        Assert.Equal(CommandOutcome.Invalid, result.Outcome);
        Assert.StartsWith("version:", result.Reason, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> SignalsAsync(IntakeHost host) =>
        (await host.Service<IDocumentStore>().ReadSignalsAsync(0, 100, Token)).Select(signal => signal.Signal.Type);

    private static string Event(string release, int number)
    {
        var id = number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
        var body = $$"""{"event_id":"{{id}}","release":"{{release}}","message":"stock is low"}""";
        return $$"""{"event_id":"{{id}}"}""" + "\n" + $$"""{"type":"event","length":{{body.Length}}}""" + "\n" + body + "\n";
    }
}
