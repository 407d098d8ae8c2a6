using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Sessions;
using Monitoring.ErrorTracking.Tests.Ingest;

namespace Monitoring.ErrorTracking.Tests.Sessions;

public sealed class ReleaseHealthTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetAsync_TellsRatesAdoptionAndSeries()
    {
        await using var host = await StartAsync();

        var health = (await Health(host).GetAsync(Actor.System, host.Project, Window(host) with { Release = "shop@2.0", Environment = "production" }, Cancellation)).Value!;

        Assert.Equal((100, 20, 0.8, 0.25), (health.Totals.Sessions, health.Totals.Crashed, health.Totals.CrashFreeSessions, health.SessionAdoption));
        Assert.Equal([60, 40], health.Series.Select(point => point.Sessions));
        Assert.Equal([10, 12], health.Series.Select(point => point.Bucket.Hour));
        Assert.Equal("production", health.Environment);
    }

    [Fact]
    public async Task GetAsync_ReleaseWithoutSessions_HasZerosAndNoRates()
    {
        await using var host = await StartAsync();

        var health = (await Health(host).GetAsync(Actor.System, host.Project, Window(host) with { Release = "shop@9" }, Cancellation)).Value!;

        Assert.Equal((0, null, null, 0.0), (health.Totals.Sessions, health.Totals.CrashFreeSessions, health.Totals.CrashFreeUsers, health.SessionAdoption));
        Assert.Empty(health.Series);
    }

    [Theory]
    [InlineData(ReleaseHealthSort.Sessions, "shop@1.0 shop@2.0 shop@3.0")]
    [InlineData(ReleaseHealthSort.CrashFreeSessions, "shop@2.0 shop@1.0 shop@3.0")]
    [InlineData(ReleaseHealthSort.Crashed, "shop@2.0 shop@1.0 shop@3.0")]
    [InlineData(ReleaseHealthSort.Users, "shop@3.0 shop@1.0 shop@2.0")]
    public async Task ListAsync_PagesInEachOrder(ReleaseHealthSort sort, string expected)
    {
        await using var host = await StartAsync();
        var found = new List<string?>();
        string? cursor = null;
        do
        {
            var search = new ReleaseHealthSearch { Window = Window(host), Sort = sort, Limit = 1, Cursor = cursor };
            var page = (await Health(host).ListAsync(Actor.System, host.Project, search, Cancellation)).Value!;
            found.AddRange(page.Items.Select(item => item.Release));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public async Task QueryAsync_GroupsByReleaseEnvironmentAndStatus()
    {
        await using var host = await StartAsync();
        var query = new SessionQuery { Window = Window(host), Interval = SessionInterval.Day, GroupBy = SessionGrouping.Environment | SessionGrouping.Status };

        var groups = (await Health(host).QueryAsync(Actor.System, host.Project, query, Cancellation)).Value!.Items;

        Assert.Equal(
            [("production", SessionStatus.Healthy, 373), ("production", SessionStatus.Crashed, 27), ("staging", SessionStatus.Healthy, 5), ("staging", SessionStatus.Errored, 2)],
            groups.Select(group => (group.Environment, group.Status!.Value, (int)group.Sessions)));
        var all = (await Health(host).QueryAsync(Actor.System, host.Project, query with { GroupBy = SessionGrouping.None }, Cancellation)).Value!.Items;
        Assert.Equal(407, Assert.Single(all).Totals!.Sessions);
    }

    [Fact]
    public async Task Each_call_is_for_reporters_and_a_stranger_sees_no_project()
    {
        await using var host = await StartAsync();
        var stranger = new Actor { Kind = ActorKind.User, Id = "stranger" };

        Assert.Equal(CommandOutcome.NotFound, (await Health(host).SumAsync(stranger, host.Project, Window(host), Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Health(host).GetAsync(stranger, host.Project, Window(host), Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Health(host).ListAsync(stranger, host.Project, new ReleaseHealthSearch { Window = Window(host) }, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Health(host).QueryAsync(stranger, host.Project, new SessionQuery { Window = Window(host) }, Cancellation)).Outcome);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_named()
    {
        await using var host = await StartAsync();
        var window = Window(host);
        var old = window with { From = window.From.AddDays(-100), To = window.From.AddDays(-99) };

        Assert.StartsWith("from, to:", (await Health(host).SumAsync(Actor.System, host.Project, window with { To = window.From }, Cancellation)).Reason, StringComparison.Ordinal);
        Assert.StartsWith("from, to:", (await Health(host).SumAsync(Actor.System, host.Project, window with { From = DateTimeOffset.MinValue }, Cancellation)).Reason, StringComparison.Ordinal);
        Assert.StartsWith("release:", (await Health(host).GetAsync(Actor.System, host.Project, window, Cancellation)).Reason, StringComparison.Ordinal);
        Assert.StartsWith("interval:", (await Health(host).QueryAsync(Actor.System, host.Project, new SessionQuery { Window = old }, Cancellation)).Reason, StringComparison.Ordinal);
        Assert.StartsWith("interval:", (await Health(host).QueryAsync(Actor.System, host.Project, new SessionQuery { Window = window with { From = window.From.AddDays(-40) } }, Cancellation)).Reason, StringComparison.Ordinal);
        Assert.StartsWith("cursor:", (await Health(host).ListAsync(Actor.System, host.Project, new ReleaseHealthSearch { Window = window, Cursor = "AAAA" }, Cancellation)).Reason, StringComparison.Ordinal);
        Assert.StartsWith("limit:", (await Health(host).ListAsync(Actor.System, host.Project, new ReleaseHealthSearch { Window = window, Limit = 101 }, Cancellation)).Reason, StringComparison.Ordinal);
        Assert.Equal(CommandOutcome.Done, (await Health(host).SumAsync(Actor.System, host.Project, old, Cancellation)).Outcome);
    }

    private static IReleaseHealth Health(IntakeHost host) => host.Service<IReleaseHealth>();

    private static SessionWindow Window(IntakeHost host) => new() { From = host.Time.GetUtcNow().AddHours(-12), To = host.Time.GetUtcNow().AddHours(1) };

    private static async Task<IntakeHost> StartAsync()
    {
        var host = await IntakeHost.StartAsync();
        await AddAsync(host, "shop@1.0", "production", """{"started":"2026-11-22T11:30:00Z","exited":263,"crashed":7,"did":"anna"}""");
        await AddAsync(host, "shop@2.0", "production", """{"started":"2026-11-22T10:00:00Z","exited":50,"crashed":10},{"started":"2026-11-22T12:00:00Z","exited":30,"crashed":10}""");
        await AddAsync(host, "shop@3.0", "production", """{"started":"2026-11-22T11:30:00Z","exited":29,"did":"anna"},{"started":"2026-11-22T11:30:00Z","exited":1,"did":"bert"}""");
        await AddAsync(host, "shop@1.0", "staging", """{"started":"2026-11-22T11:30:00Z","exited":5,"errored":2}""");
        return host;
    }

    private static async Task AddAsync(IntakeHost host, string release, string environment, string entries)
    {
        var item = $$$"""{"aggregates":[{{{entries}}}],"attrs":{"release":"{{{release}}}","environment":"{{{environment}}}"}}""";
        Assert.Equal(IngestStatus.Accepted, (await host.SendAsync("{}\n{\"type\":\"sessions\"}\n" + item)).Status);
    }
}
