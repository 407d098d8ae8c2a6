using Monitoring.ErrorTracking.AlertRules;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.Tests.AlertRules;

public sealed class CrashFreeTests
{
    private static readonly AlertTrigger Below99 = new() { Kind = AlertTriggerKind.CrashFree, Percent = 99, Minimum = 100, Window = TimeSpan.FromHours(1) };

    [Fact]
    public async Task A_release_below_the_bound_fires_and_ends_when_it_is_over_it()
    {
        await using var world = await RuleWorld.StartAsync();
        world.PassMinutes(10);
        var rule = await world.AddAsync(Below99, settings => settings with { Conditions = new() { Environments = ["production"] } });

        await AddAsync(world, "shop@1.0", "production", exited: 197, crashed: 3);
        await AddAsync(world, "shop@2.0", "production", exited: 199, crashed: 1);
        await AddAsync(world, "shop@3.0", "production", exited: 40, crashed: 40);
        await AddAsync(world, "shop@1.0", "staging", exited: 0, crashed: 500);
        await world.JudgeAsync(rule);

        var fired = Assert.Single(await world.FiredAsync());
        Assert.Equal(("shop@1.0", "production", 98.5, 99.0, true), (fired.Release, fired.Environment, fired.Value, fired.Threshold, fired.HasEnd));
        Assert.Equal("98.5 % crash-free sessions of 200 in 1 hour, below 99 %", fired.Reason);

        await AddAsync(world, "shop@1.0", "production", exited: 100, crashed: 0);
        await world.JudgeAsync(rule);
        world.PassMinutes(6);
        await world.JudgeAsync(rule);

        var ended = Assert.Single(await world.EndedAsync());
        Assert.Equal((fired.FiringId, ErrorAlertEnd.Recovered), (ended.FiringId, ended.End));
    }

    [Fact]
    public async Task A_release_without_sessions_any_more_is_over()
    {
        await using var world = await RuleWorld.StartAsync();
        world.PassMinutes(10);
        var rule = await world.AddAsync(Below99);
        await AddAsync(world, "shop@1.0", "production", exited: 0, crashed: 100);
        await world.JudgeAsync(rule);
        Assert.Null(Assert.Single(await world.FiredAsync()).Environment);

        world.Pass(TimeSpan.FromHours(2));
        await world.JudgeAsync(rule);
        world.PassMinutes(6);
        await world.JudgeAsync(rule);

        Assert.Single(await world.EndedAsync());
    }

    [Fact]
    public async Task Users_are_those_none_of_whose_sessions_crashed()
    {
        await using var world = await RuleWorld.StartAsync();
        world.PassMinutes(10);
        var rule = await world.AddAsync(Below99 with { Measure = CrashFreeMeasure.Users, Percent = 60, Minimum = 3 });

        await AddAsync(world, "shop@1.0", "production", exited: 50, crashed: 1, user: "anna");
        await AddAsync(world, "shop@1.0", "production", exited: 1, crashed: 0, user: "bert");
        await world.JudgeAsync(rule);

        Assert.Equal(50, Assert.Single(await world.FiredAsync()).Value);
    }

    [Fact]
    public async Task Only_the_latest_release_counts_when_asked_for()
    {
        await using var world = await RuleWorld.StartAsync();
        world.PassMinutes(10);
        await ReleaseAsync(world, "shop@1.0.0");
        await ReleaseAsync(world, "shop@2.0.0");
        var rule = await world.AddAsync(Below99, settings => settings with { Conditions = new() { LatestReleaseOnly = true } });

        await AddAsync(world, "shop@1.0.0", "production", exited: 0, crashed: 500);
        await AddAsync(world, "shop@2.0.0", "production", exited: 0, crashed: 200);
        await world.JudgeAsync(rule);

        Assert.Equal("shop@2.0.0", Assert.Single(await world.FiredAsync()).Release);
    }

    [Fact]
    public async Task A_try_tells_what_production_told()
    {
        await using var world = await RuleWorld.StartAsync();
        var settings = new AlertRuleSettings { Name = "rule", Trigger = Below99 with { Window = TimeSpan.FromHours(2) }, Cooldown = TimeSpan.FromHours(1) };
        var rule = await world.AddAsync(settings.Trigger, _ => settings);
        var start = world.Now;
        foreach (var (exited, crashed) in new[] { (200, 0), (100, 50), (500, 0), (900, 1), (0, 0), (10, 5), (90, 30), (0, 0), (0, 0), (0, 0) })
        {
            world.PassMinutes(30);
            if (exited + crashed > 0)
            {
                await AddAsync(world, "shop@1.0", "production", exited, crashed);
            }

            // The hour is judged in its last moment: then its sessions are all there, and the next has not begun.
            world.Pass(TimeSpan.FromMinutes(30) - TimeSpan.FromTicks(1));
            await world.JudgeAsync(rule);
            world.Pass(TimeSpan.FromTicks(1));
        }

        var told = (await world.HistoryAsync(rule)).Select(Facts).Order().ToList();
        var tried = (await world.TestAsync(settings, start)).Firings.Select(Facts).Order().ToList();

        Assert.NotEmpty(told);
        Assert.Equal(told, tried);
    }

    /// <summary>The hour that something fell into.</summary>
    private static string Facts(AlertFiring firing) => FormattableString.Invariant(
        $"{firing.StartedAt.AddTicks(-1):HH} to {firing.EndedAt?.AddTicks(-1):HH} {firing.Value:0.##} {firing.Subject.Key} {firing.Suppressed}");

    private static async Task AddAsync(RuleWorld world, string release, string environment, int exited, int crashed, string? user = null)
    {
        var did = user is null ? "" : $",\"did\":\"{user}\"";
        var item = $$$"""{"aggregates":[{"started":"{{{world.Now:yyyy-MM-ddTHH:mm:ssZ}}}","exited":{{{exited}}},"crashed":{{{crashed}}}{{{did}}}}],"attrs":{"release":"{{{release}}}","environment":"{{{environment}}}"}}""";
        Assert.Equal(IngestStatus.Accepted, (await world.SendAsync("{}\n{\"type\":\"sessions\"}\n" + item)).Status);
    }

    private static async Task ReleaseAsync(RuleWorld world, string version) => Assert.Equal(
        Commands.CommandOutcome.Done,
        (await world.Service<ErrorTracking.Releases.IReleases>().SaveAsync(Access.Actor.System, world.Project, version, new ErrorTracking.Releases.ReleaseChange(), cancellationToken: RuleWorld.Cancellation)).Outcome);
}
