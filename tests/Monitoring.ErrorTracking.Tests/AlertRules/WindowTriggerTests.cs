using Monitoring.ErrorTracking.AlertRules;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.AlertRules;

/// <summary>Triggers that count within a window: when they fire, for whom, and when what fired ends.</summary>
public sealed class WindowTriggerTests
{
    private static readonly AlertTrigger FiveInTen = new() { Kind = AlertTriggerKind.Events, Threshold = 5, Window = TimeSpan.FromMinutes(10) };

    [Fact]
    public async Task More_than_five_is_six_within_the_window_and_not_over_it()
    {
        await using var world = await RuleWorld.StartAsync();
        await world.AddAsync(FiveInTen);

        await world.ReportAsync("a", 5);
        world.PassMinutes(11);
        await world.ReportAsync("a", 5);
        Assert.Empty(await world.FiredAsync());
        world.PassMinutes(9);
        await world.ReportAsync();

        var fired = Assert.Single(await world.FiredAsync());
        Assert.Equal((6.0, 5.0, TimeSpan.FromMinutes(10), true), (fired.Value, fired.Threshold, fired.Window, fired.HasEnd));
        Assert.EndsWith("6 events in 10 minutes, more than 5", fired.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_firing_ends_by_itself_once_it_stays_under_four_fifths()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(FiveInTen);
        await world.ReportAsync("a", 6);
        world.PassMinutes(9);
        await world.ReportAsync("a", 5);

        // The first six are out of the window; five are not over the bound, and not under four.
        world.PassMinutes(2);
        await world.JudgeAsync(rule);
        world.PassMinutes(2);
        await world.JudgeAsync(rule);
        Assert.Empty(await world.EndedAsync());

        world.PassMinutes(7);
        await world.JudgeAsync(rule);
        Assert.Empty(await world.EndedAsync());
        world.PassMinutes(1);
        await world.JudgeAsync(rule);

        var ended = Assert.Single(await world.EndedAsync());
        var fired = Assert.Single(await world.FiredAsync());
        Assert.Equal((fired.FiringId, fired.DedupKey, ErrorAlertEnd.Recovered, world.Now), (ended.FiringId, ended.DedupKey, ended.End, ended.EndedAt));
        Assert.Equal((ErrorAlertEnd.Recovered, world.Now), (Assert.Single(await world.HistoryAsync(rule)).End!.Value, Assert.Single(await world.HistoryAsync(rule)).EndedAt!.Value));
    }

    [Fact]
    public async Task What_still_holds_when_the_cooldown_is_over_fires_then()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(FiveInTen, settings => settings with { Cooldown = TimeSpan.FromMinutes(30) });
        await world.ReportAsync("a", 6);
        foreach (var wait in new[] { 11, 2 })
        {
            world.PassMinutes(wait);
            await world.JudgeAsync(rule);
        }

        Assert.Single(await world.EndedAsync());
        world.PassMinutes(12);
        await world.ReportAsync("a", 6);
        Assert.Single(await world.FiredAsync());

        world.PassMinutes(6);
        await world.JudgeAsync(rule);

        Assert.Equal([0L, 1L], (await world.FiredAsync()).Select(fired => fired.Suppressed));
    }

    [Fact]
    public async Task Users_are_counted_and_not_their_events()
    {
        await using var world = await RuleWorld.StartAsync();
        await world.AddAsync(new() { Kind = AlertTriggerKind.Users, Threshold = 2, Window = TimeSpan.FromMinutes(10) });

        await world.ReportAsync("a", 50, item => item with { UserHash = 1 });
        await world.ReportAsync("a", 50, item => item with { UserHash = 2 });
        Assert.Empty(await world.FiredAsync());
        world.PassMinutes(11);
        await world.ReportAsync("a", 1, item => item with { UserHash = 3 });
        await world.ReportAsync("a", 1, item => item with { UserHash = 4 });
        Assert.Empty(await world.FiredAsync());
        await world.ReportAsync("a", 1, item => item with { UserHash = 5 });

        Assert.Equal(3, Assert.Single(await world.FiredAsync()).Value);
    }

    [Fact]
    public async Task Events_of_the_project_are_those_of_all_issues_that_fit()
    {
        await using var world = await RuleWorld.StartAsync();
        await world.AddAsync(
            new() { Kind = AlertTriggerKind.ProjectEvents, Threshold = 9, Window = TimeSpan.FromMinutes(10) },
            settings => settings with { Conditions = new() { Query = "level:error" } });

        await world.ReportAsync("a", 5);
        await world.ReportAsync("b", 4);
        await world.ReportAsync("c", 50, item => item with { Level = ErrorLevel.Warning });
        Assert.Empty(await world.FiredAsync());
        await world.ReportAsync("d", 1);

        var fired = Assert.Single(await world.FiredAsync());
        Assert.Equal((null, "issues", "10 events of the project in 10 minutes, more than 9"), (fired.IssueId, fired.LinkPath, fired.Reason.Replace("at least ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Only_events_of_the_environments_that_are_asked_for_count()
    {
        await using var world = await RuleWorld.StartAsync();
        await world.AddAsync(FiveInTen, settings => settings with { Conditions = new() { Environments = ["production"] } });

        await world.ReportAsync("a", 50, item => item with { Environment = "staging" });
        await world.ReportAsync("a", 5, item => item with { Environment = "production" });
        Assert.Empty(await world.FiredAsync());
        await world.ReportAsync("a", 1, item => item with { Environment = "production" });

        Assert.Equal("production", Assert.Single(await world.FiredAsync()).Environment);
    }

    [Theory]
    [InlineData(AlertComparison.WindowBefore, 1)]
    [InlineData(AlertComparison.Yesterday, 24)]
    [InlineData(AlertComparison.LastWeek, 168)]
    public async Task A_change_is_against_the_window_that_is_named_and_small_numbers_are_none(AlertComparison comparison, int hours)
    {
        await using var world = await RuleWorld.StartAsync();
        var trigger = new AlertTrigger { Kind = AlertTriggerKind.PercentChange, Percent = 100, Comparison = comparison, Minimum = 10, Window = TimeSpan.FromHours(1) };
        world.PassMinutes(1);
        await world.ReportAsync("many", 10);
        await world.ReportAsync("few", 2);
        world.Pass(TimeSpan.FromHours(hours));
        await world.AddAsync(trigger);

        await world.ReportAsync("few", 9);
        await world.ReportAsync("many", 20);
        Assert.Empty(await world.FiredAsync());
        await world.ReportAsync("many", 1);

        var fired = Assert.Single(await world.FiredAsync());
        Assert.Equal(("many", 110.0, 100.0), (fired.Title, fired.Value, fired.Threshold));
        Assert.Contains("21 events in 1 hour against 10", fired.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decrease_is_judged_when_the_hour_is_over_and_not_in_its_first_minute()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(new() { Kind = AlertTriggerKind.ProjectPercentChange, Percent = -50, Minimum = 10, Window = TimeSpan.FromHours(1) });
        await world.ReportAsync("a", 20);
        world.PassMinutes(60);
        await world.ReportAsync("a", 1);
        await world.JudgeAsync(rule);
        world.PassMinutes(59);
        await world.JudgeAsync(rule);
        Assert.Empty(await world.FiredAsync());

        world.PassMinutes(2);
        await world.JudgeAsync(rule);

        Assert.Equal(-95.0, Assert.Single(await world.FiredAsync()).Value);
    }
}
