using Monitoring.ErrorTracking.AlertRules;
using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.Tests.AlertRules;

/// <summary>What fired for a monitor or an issue ends with it.</summary>
public sealed class SubjectEndTests
{
    private static readonly AlertTrigger FiveInTen = new() { Kind = AlertTriggerKind.Events, Threshold = 5, Window = TimeSpan.FromMinutes(10) };

    [Fact]
    public async Task A_monitor_fires_when_it_fails_and_ends_when_it_recovers()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(new() { Kind = AlertTriggerKind.MonitorFailure }, settings => settings with { Conditions = new() { Monitors = ["nightly"] } });

        await world.HandleAsync(Failed(world, "nightly"));
        await world.HandleAsync(Failed(world, "other"));

        var fired = Assert.Single(await world.FiredAsync());
        Assert.Equal((rule, "nightly", "production", "The job did not begin in time, 2 times in a row", true), (fired.RuleId, fired.MonitorSlug, fired.Environment, fired.Reason, fired.HasEnd));
        world.PassMinutes(3);
        await world.HandleAsync(Recovered(world, "nightly"));
        Assert.Equal(fired.FiringId, Assert.Single(await world.EndedAsync()).FiringId);
    }

    [Fact]
    public async Task A_monitor_that_is_gone_ends_what_fired_for_it()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(new() { Kind = AlertTriggerKind.MonitorFailure });
        await world.HandleAsync(Failed(world, "nightly"));

        await world.JudgeAsync(rule);

        Assert.Single(await world.EndedAsync());
    }

    [Fact]
    public async Task Deleting_or_merging_away_an_issue_ends_what_fired_for_it()
    {
        await using var world = await RuleWorld.StartAsync();
        await world.AddAsync(FiveInTen);
        var first = await world.ReportAsync("a", 6);
        var second = await world.ReportAsync("b", 6);
        var third = await world.ReportAsync("c", 6);

        await world.DeleteAsync(first);
        await world.MergeAsync(third, second);

        Assert.Equal([first, second], (await world.EndedAsync()).Select(ended => ended.IssueId!.Value).Order());
    }

    [Fact]
    public async Task Deleting_an_issue_takes_its_title_out_of_what_fired_for_it()
    {
        await using var world = await RuleWorld.StartAsync();
        var opened = await world.AddAsync(new() { Kind = AlertTriggerKind.NewIssue });
        var counted = await world.AddAsync(FiveInTen);
        var issue = await world.ReportAsync("a", 6);

        await world.DeleteAsync(issue);

        Assert.Equal((issue, null), (Assert.Single(await world.HistoryAsync(opened)).Subject.IssueId!.Value, (await world.HistoryAsync(opened))[0].Subject.Title));
        Assert.Equal((ErrorAlertEnd.IssueChanged, null), (Assert.Single(await world.HistoryAsync(counted)).End!.Value, (await world.HistoryAsync(counted))[0].Subject.Title));
    }

    private static MonitorFailed Failed(RuleWorld world, string slug) => new()
    {
        ProjectId = world.Project,
        MonitorId = new EntityId(new Guid(slug.Length, 0, 7, [1, 2, 3, 4, 5, 6, 7, 8])),
        Slug = slug,
        Name = slug,
        Environment = "production",
        IncidentId = new EntityId(Guid.AllBitsSet),
        CheckInId = Guid.AllBitsSet,
        InARow = 2,
        Failure = MonitorFailure.Missed,
        StartedAt = world.Now,
    };

    private static MonitorRecovered Recovered(RuleWorld world, string slug) => new()
    {
        ProjectId = world.Project,
        MonitorId = new EntityId(new Guid(slug.Length, 0, 7, [1, 2, 3, 4, 5, 6, 7, 8])),
        Slug = slug,
        Name = slug,
        Environment = "production",
        IncidentId = new EntityId(Guid.AllBitsSet),
        CheckInId = Guid.AllBitsSet,
        InARow = 1,
    };
}
