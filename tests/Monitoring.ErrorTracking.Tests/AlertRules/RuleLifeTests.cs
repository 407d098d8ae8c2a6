using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.AlertRules;
using Monitoring.ErrorTracking.AlertRules.Running;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.AlertRules;

/// <summary>What people do to rules, and what becomes of what they fired for.</summary>
public sealed class RuleLifeTests
{
    private static readonly AlertTrigger TwoInAnHour = new() { Kind = AlertTriggerKind.Events, Threshold = 2, Window = TimeSpan.FromHours(1) };

    [Fact]
    public async Task A_muted_rule_is_silent_and_what_holds_when_the_mute_is_over_fires_then()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(TwoInAnHour);
        await world.Rules.MuteAsync(Actor.System, world.Project, rule, world.Now.AddMinutes(10), cancellationToken: RuleWorld.Cancellation);

        await world.ReportAsync("a", 3);
        Assert.Empty(await world.FiredAsync());
        world.PassMinutes(10);
        await world.JudgeAsync(rule);

        Assert.Equal(1, Assert.Single(await world.FiredAsync()).Suppressed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Switching_off_and_deleting_end_what_fires(bool isDeleted)
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(TwoInAnHour, settings => settings with { Name = "before" });
        await world.ReportAsync("a", 3);
        await world.ReportAsync("b", 3);

        if (isDeleted)
        {
            await world.Rules.DeleteAsync(Actor.System, world.Project, rule, cancellationToken: RuleWorld.Cancellation);
        }
        else
        {
            await world.ChangeAsync(rule, settings => settings with { IsEnabled = false, Name = "after" });
        }

        Assert.Equal(1, await world.FireTimersAsync<JudgeRuleHandler>(AlertDocuments.JudgeTimer));
        Assert.Equal([("before", ErrorAlertEnd.RuleChanged), ("before", ErrorAlertEnd.RuleChanged)], (await world.EndedAsync()).Select(ended => (ended.RuleName, ended.End)));
        Assert.Equal(0, await world.FireTimersAsync<JudgeRuleHandler>(AlertDocuments.JudgeTimer));
    }

    [Fact]
    public async Task A_deleted_rule_leaves_nothing()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(TwoInAnHour);
        await world.ReportAsync("a", 3);
        await world.Rules.DeleteAsync(Actor.System, world.Project, rule, cancellationToken: RuleWorld.Cancellation);

        for (var round = 0; round < 4; round++)
        {
            await world.FireTimersAsync<SweepRuleHandler>(AlertDocuments.SweepTimer);
            await world.FireTimersAsync<JudgeRuleHandler>(AlertDocuments.JudgeTimer);
            world.Pass(TimeSpan.FromSeconds(2));
        }

        var records = world.Service<AlertRecords>();
        var partition = Partition.Of(world.Project);
        Assert.Empty((await records.FiringsAsync(partition, rule, 10, null, RuleWorld.Cancellation)).Items);
        Assert.Empty((await records.StatesAsync(partition, rule, true, 10, null, RuleWorld.Cancellation)).Items);
        Assert.Empty((await records.StatesAsync(partition, rule, false, 10, null, RuleWorld.Cancellation)).Items);
        Assert.Equal(0, await world.FireTimersAsync<SweepRuleHandler>(AlertDocuments.SweepTimer));
    }

    [Fact]
    public async Task Another_trigger_ends_what_fired_by_the_old_one_and_judges_anew()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(TwoInAnHour);
        await world.ReportAsync("a", 3);

        await world.ChangeAsync(rule, settings => settings with { Trigger = settings.Trigger with { Threshold = 9 } });
        await world.JudgeAsync(rule);
        await world.ReportAsync("a", 7);

        Assert.Equal(ErrorAlertEnd.RuleChanged, Assert.Single(await world.EndedAsync()).End);

        // The cooldown of the first firing goes on.
        Assert.Single(await world.FiredAsync());
        world.PassMinutes(31);
        await world.JudgeAsync(rule);
        Assert.Equal([2.0, 9.0], (await world.FiredAsync()).Select(fired => fired.Threshold!.Value));
    }

    [Fact]
    public async Task A_rename_ends_nothing()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(TwoInAnHour);
        await world.ReportAsync("a", 3);

        await world.ChangeAsync(rule, settings => settings with { Name = "other", Severity = Severity.Critical });
        await world.JudgeAsync(rule);

        Assert.Empty(await world.EndedAsync());
        Assert.Equal(1, (await world.Rules.GetAsync(Actor.System, world.Project, rule, RuleWorld.Cancellation)).Value!.Firing);
    }

    [Fact]
    public async Task What_happened_before_a_rule_was_switched_on_concerns_it_not()
    {
        await using var world = await RuleWorld.StartAsync();
        var opened = new ErrorIssueOpened
        {
            ProjectId = world.Project,
            IssueId = await world.ReportAsync(),
            Title = "a",
            Level = ErrorLevel.Error,
            Status = IssueStatus.Unresolved,
            EventId = Monitoring.EventId.Create(TimeProvider.System),
        };
        var rule = await world.AddAsync(new() { Kind = AlertTriggerKind.NewIssue }, settings => settings with { IsEnabled = false });
        world.PassMinutes(1);
        await world.HandleAsync(opened);
        await world.ChangeAsync(rule, settings => settings with { IsEnabled = true });
        Assert.Empty(await world.FiredAsync());

        await world.HandleAsync(opened);
        Assert.Single(await world.FiredAsync());
    }

    [Fact]
    public async Task The_timer_finds_what_a_killed_host_had_not_looked_at()
    {
        await using var world = await RuleWorld.StartAsync();
        await world.AddAsync(TwoInAnHour);
        await world.FireTimersAsync<JudgeRuleHandler>(AlertDocuments.JudgeTimer);
        await world.Store.AppendAsync([.. Enumerable.Range(0, 3).Select(index => Event(world, index))], RuleWorld.Cancellation);
        Assert.Empty(await world.FiredAsync());

        world.PassMinutes(1);
        Assert.Equal(1, await world.FireTimersAsync<JudgeRuleHandler>(AlertDocuments.JudgeTimer));
        world.PassMinutes(1);
        await world.FireTimersAsync<JudgeRuleHandler>(AlertDocuments.JudgeTimer);

        Assert.Single(await world.FiredAsync());
    }

    [Fact]
    public async Task Two_hosts_that_look_at_the_same_time_fire_once()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(TwoInAnHour);
        await world.Store.AppendAsync([.. Enumerable.Range(0, 3).Select(index => Event(world, index))], RuleWorld.Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await world.JudgeAsync(rule))));

        Assert.Single(await world.FiredAsync());
    }

    [Fact]
    public async Task Conditions_on_level_age_assignee_latest_release_and_search_must_all_hold()
    {
        await using var world = await RuleWorld.StartAsync();
        await RuleAsync("level", new() { MinLevel = ErrorLevel.Fatal });
        await RuleAsync("old", new() { MinAge = TimeSpan.FromMinutes(30) });
        await RuleAsync("young", new() { MaxAge = TimeSpan.FromMinutes(30) });
        await RuleAsync("assigned", new() { Assignment = AlertAssignment.Assigned });
        await RuleAsync("search", new() { Query = "service:checkout" });
        await RuleAsync("all", new());

        await world.ReportAsync("a", 3, item => item with { Service = "search" });
        Assert.Equal(["all", "young"], (await world.FiredAsync()).Select(fired => fired.RuleName).Order());
        world.PassMinutes(31);
        await world.ReportAsync("a", 3, item => item with { Service = "checkout", Level = ErrorLevel.Fatal });

        Assert.Equal(["all", "level", "old", "search", "young"], (await world.FiredAsync()).Select(fired => fired.RuleName).Order());
        Assert.Equal("young", Assert.Single(await world.EndedAsync()).RuleName);

        Task RuleAsync(string name, AlertConditions conditions) => world.AddAsync(TwoInAnHour, settings => settings with { Name = name, Conditions = conditions });
    }

    [Fact]
    public async Task A_project_has_so_many_rules_and_no_more()
    {
        await using var world = await RuleWorld.StartAsync(options => options.Alerts.MaxRules = 2);
        await world.AddAsync(TwoInAnHour);
        await world.AddAsync(TwoInAnHour);

        var third = await world.Rules.CreateAsync(
            Actor.System, world.Project, new AlertRuleSettings { Name = "third", Trigger = TwoInAnHour }, RuleWorld.Cancellation);

        Assert.Equal((CommandOutcome.Invalid, "The project has as many alert rules as it may have: 2."), (third.Outcome, third.Reason));
    }

    private static GroupedEvent Event(RuleWorld world, int index) => Grouped.Event() with
    {
        ProjectId = world.Project,
        EventId = new EventId(new Guid(index + 1, 9, 7, [1, 2, 3, 4, 5, 6, 7, 8])),
        Timestamp = world.Now,
        ReceivedAt = world.Now,
        Payload = default,
    };
}
