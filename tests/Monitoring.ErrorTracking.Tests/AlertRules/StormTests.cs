using Monitoring.ErrorTracking.AlertRules;
using Monitoring.ErrorTracking.AlertRules.Running;
using Monitoring.ErrorTracking.AlertRules.Storing;

namespace Monitoring.ErrorTracking.Tests.AlertRules;

/// <summary>The storm guard: what it holds back is counted and told, and what still holds fires when there is room.</summary>
public sealed class StormTests
{
    [Fact]
    public async Task New_issues_over_the_bound_are_held_and_their_number_is_told()
    {
        await using var world = await RuleWorld.StartAsync(options => options.Alerts.MaxFiringsPerRule = 3);
        var rule = await world.AddAsync(new() { Kind = AlertTriggerKind.NewIssue });

        for (var issue = 0; issue < 10; issue++)
        {
            await world.ReportAsync($"issue {issue}");
        }

        Assert.Equal(3, (await world.FiredAsync()).Length);
        var begun = Assert.Single(await world.HeldAsync());
        Assert.Equal((rule, 1L, false, world.Now), (begun.RuleId, begun.Held, begun.IsOver, begun.Hour));

        world.PassMinutes(61);
        await world.FireTimersAsync<HeldHandler>(AlertDocuments.HeldTimer);

        var over = (await world.HeldAsync())[^1];
        Assert.Equal((7L, true), (over.Held, over.IsOver));
    }

    [Fact]
    public async Task A_new_hour_closes_the_one_before_even_when_the_timer_is_late()
    {
        await using var world = await RuleWorld.StartAsync(options => options.Alerts.MaxFiringsPerRule = 1);
        await world.AddAsync(new() { Kind = AlertTriggerKind.NewIssue });
        await world.ReportAsync("a");
        await world.ReportAsync("b");
        await world.ReportAsync("c");
        world.PassMinutes(61);

        await world.ReportAsync("d");
        await world.FireTimersAsync<HeldHandler>(AlertDocuments.HeldTimer);

        Assert.Equal(2, (await world.FiredAsync()).Length);
        Assert.Equal([(1L, false), (2L, true)], (await world.HeldAsync()).Select(held => (held.Held, held.IsOver)));
    }

    [Fact]
    public async Task What_still_holds_fires_when_there_is_room()
    {
        await using var world = await RuleWorld.StartAsync(options => options.Alerts.MaxFiringsPerRule = 1);
        var rule = await world.AddAsync(new() { Kind = AlertTriggerKind.Events, Threshold = 1, Window = TimeSpan.FromHours(3) });
        await world.ReportAsync("a", 2);
        var held = await world.ReportAsync("b", 2);
        Assert.Single(await world.FiredAsync());

        await world.JudgeAsync(rule);
        Assert.Equal(1, Assert.Single(await world.HeldAsync()).Held);
        world.PassMinutes(61);
        await world.JudgeAsync(rule);

        Assert.Equal([0L, 1L], (await world.FiredAsync()).Select(fired => fired.Suppressed));
        Assert.Equal(held, (await world.FiredAsync())[1].IssueId);
    }

    [Fact]
    public async Task The_project_has_a_bound_of_its_own()
    {
        await using var world = await RuleWorld.StartAsync(options => options.Alerts.MaxFiringsPerProject = 5);
        for (var rule = 0; rule < 3; rule++)
        {
            await world.AddAsync(new() { Kind = AlertTriggerKind.NewIssue });
        }

        await world.ReportAsync("a");
        await world.ReportAsync("b");

        Assert.Equal(5, (await world.FiredAsync()).Length);
        Assert.Single(await world.HeldAsync());
    }
}
