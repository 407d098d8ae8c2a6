using Monitoring.ErrorTracking.AlertRules;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.AlertRules;

/// <summary>Each trigger against what silences it: the complaints that users of other trackers have about ignored issues, wakings and cooldowns.</summary>
public sealed class TriggerTests
{
    private static readonly IssueState Resolved = new() { Status = IssueStatus.Resolved, Substatus = IssueSubstatus.None };
    private static readonly IssueState Ignored = new() { Status = IssueStatus.Ignored, Substatus = IssueSubstatus.None };
    private static readonly AlertTrigger FiveInTen = new() { Kind = AlertTriggerKind.Events, Threshold = 5, Window = TimeSpan.FromMinutes(10) };

    [Fact]
    public async Task A_new_issue_fires_once_with_all_that_must_be_known()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(new() { Kind = AlertTriggerKind.NewIssue }, settings => settings with { Severity = Severity.High });

        var issue = await world.ReportAsync("Oops", 3, item => item with { Release = "shop@1.0", Environment = "production", Service = "checkout" });

        var fired = Assert.Single(await world.FiredAsync());
        Assert.Equal((world.Project, rule, "rule", Severity.High, issue, "Oops"), (fired.ProjectId, fired.RuleId, fired.RuleName, fired.Severity, fired.IssueId!.Value, fired.Title));
        Assert.Equal(("shop@1.0", "production", "checkout"), (fired.Release, fired.Environment, fired.Service));
        Assert.Equal(("First seen in release shop@1.0 in production", $"issues/{issue}", $"error-rule:{rule}:issue:{issue}"), (fired.Reason, fired.LinkPath, fired.DedupKey));
        Assert.Equal((false, world.Now), (fired.HasEnd, fired.StartedAt));
        Assert.Equal(fired.FiringId, Assert.Single(await world.HistoryAsync(rule)).Id);
    }

    [Fact]
    public async Task A_regression_fires_and_a_waking_is_none()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(new() { Kind = AlertTriggerKind.Regression });
        var issue = await world.ReportAsync();

        await world.SetAsync(issue, Ignored with { Conditions = new IgnoreConditions { Events = 1 } });
        await world.ReportAsync();
        Assert.Empty(await world.FiredAsync());

        await world.SetAsync(issue, Resolved);
        await world.ReportAsync();
        Assert.Equal(rule, Assert.Single(await world.FiredAsync()).RuleId);
    }

    [Theory]
    [InlineData(AlertTriggerKind.Events)]
    [InlineData(AlertTriggerKind.Users)]
    [InlineData(AlertTriggerKind.ProjectEvents)]
    [InlineData(AlertTriggerKind.PercentChange)]
    [InlineData(AlertTriggerKind.ProjectPercentChange)]
    public async Task An_ignored_issue_is_silent_in_every_rule_that_counts_unless_asked_for(AlertTriggerKind kind)
    {
        var trigger = new AlertTrigger { Kind = kind, Threshold = 5, Percent = 100, Minimum = 5, Window = TimeSpan.FromHours(1) };
        await using var world = await RuleWorld.StartAsync();
        world.PassMinutes(1);
        await world.AddAsync(trigger);
        var asked = await world.AddAsync(trigger, settings => settings with { Conditions = new() { Statuses = [IssueStatus.Ignored] } });
        var issue = await world.ReportAsync();
        await world.SetAsync(issue, Ignored);

        await ReportUsersAsync(world, 20);

        Assert.Equal(asked, Assert.Single(await world.FiredAsync()).RuleId);
    }

    [Theory]
    [InlineData(AlertTriggerKind.Events)]
    [InlineData(AlertTriggerKind.Users)]
    [InlineData(AlertTriggerKind.ProjectEvents)]
    [InlineData(AlertTriggerKind.PercentChange)]
    [InlineData(AlertTriggerKind.ProjectPercentChange)]
    public async Task A_resolved_issue_is_silent_when_old_releases_still_send_it(AlertTriggerKind kind)
    {
        await using var world = await RuleWorld.StartAsync();
        await world.AddAsync(new() { Kind = kind, Threshold = 5, Percent = 100, Minimum = 5, Window = TimeSpan.FromHours(1) });
        var issue = await world.ReportAsync("a", 1, item => item with { Release = "shop@1.0.0" });
        await world.SetAsync(issue, Resolved with { ResolvedInReleases = ["shop@2.0.0"] });

        await world.ReportAsync("a", 20, item => item with { Release = "shop@1.0.0" });

        Assert.Empty(await world.FiredAsync());
    }

    [Fact]
    public async Task One_more_event_wakes_on_the_first_and_is_told()
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(new() { Kind = AlertTriggerKind.Woken });
        var issue = await world.ReportAsync();
        await world.SetAsync(issue, Ignored with { Conditions = new IgnoreConditions { Events = 1 } });

        await world.ReportAsync();

        var fired = Assert.Single(await world.FiredAsync());
        Assert.Equal((rule, "Woke from being ignored"), (fired.RuleId, fired.Reason));
    }

    /// <summary>Each kind of condition with each kind of trigger that it may set off.</summary>
    [Theory]
    [InlineData("until", AlertTriggerKind.Woken)]
    [InlineData("events", AlertTriggerKind.Escalation, AlertTriggerKind.Woken)]
    [InlineData("users", AlertTriggerKind.Escalation, AlertTriggerKind.Woken)]
    [InlineData("rate", AlertTriggerKind.Escalation, AlertTriggerKind.Woken)]
    [InlineData("escalating", AlertTriggerKind.Escalation, AlertTriggerKind.Woken)]
    public async Task Each_condition_that_wakes_sets_off_its_triggers(string condition, params AlertTriggerKind[] expected)
    {
        await using var world = await RuleWorld.StartAsync();
        AlertTriggerKind[] kinds = [AlertTriggerKind.Regression, AlertTriggerKind.Escalation, AlertTriggerKind.Woken];
        var rules = new Dictionary<EntityId, AlertTriggerKind>();
        foreach (var kind in kinds)
        {
            rules.Add(await world.AddAsync(new() { Kind = kind }), kind);
        }

        var issue = await world.ReportAsync();
        await world.SetAsync(issue, Ignored with
        {
            Conditions = new IgnoreConditions
            {
                Until = condition == "until" ? world.Now.AddMinutes(1) : null,
                Events = condition == "events" ? 2 : null,
                Users = condition == "users" ? 2 : null,
                Rate = condition == "rate" ? new IgnoreRate { Count = 2, Window = TimeSpan.FromHours(1) } : null,
                UntilEscalating = condition == "escalating",
            },
        });
        world.PassMinutes(condition == "until" ? 2 : 0);
        await ReportUsersAsync(world, condition == "escalating" ? 10 : 2);

        Assert.Equal(expected, (await world.FiredAsync()).Select(fired => rules[fired.RuleId]).Order());
    }

    [Fact]
    public async Task Each_waking_is_told_whatever_the_cooldown()
    {
        await using var world = await RuleWorld.StartAsync();
        await world.AddAsync(new() { Kind = AlertTriggerKind.Woken }, settings => settings with { Cooldown = TimeSpan.FromDays(1) });
        var issue = await world.ReportAsync();

        await world.SetAsync(issue, Ignored with { Conditions = new IgnoreConditions { Events = 1 } });
        await world.ReportAsync();
        await world.SetAsync(issue, Ignored with { Conditions = new IgnoreConditions { Until = world.Now.AddMinutes(5) } });
        world.PassMinutes(6);
        await world.ReportAsync();

        Assert.Equal(2, (await world.FiredAsync()).Length);
    }

    [Fact]
    public async Task Each_escalation_that_wakes_an_issue_is_told_whatever_the_cooldown()
    {
        await using var world = await RuleWorld.StartAsync();
        await world.AddAsync(new() { Kind = AlertTriggerKind.Escalation }, settings => settings with { Cooldown = TimeSpan.FromDays(1) });
        var issue = await world.ReportAsync();

        for (var wakings = 1; wakings <= 2; wakings++)
        {
            await world.SetAsync(issue, Ignored with { Conditions = new IgnoreConditions { Events = 1 } });
            await world.ReportAsync();
            Assert.Equal(wakings, (await world.FiredAsync()).Length);
        }
    }

    [Fact]
    public async Task The_cooldown_does_not_swallow_the_first_alert_after_a_waking()
    {
        await using var world = await RuleWorld.StartAsync();
        await world.AddAsync(FiveInTen, settings => settings with { Cooldown = TimeSpan.FromDays(1) });
        var issue = await world.ReportAsync("a", 6);
        await world.SetAsync(issue, Ignored with { Conditions = new IgnoreConditions { Events = 10 } });
        Assert.Equal(ErrorAlertEnd.IssueChanged, Assert.Single(await world.EndedAsync()).End);

        await world.ReportAsync("a", 9);
        Assert.Single(await world.FiredAsync());
        await world.ReportAsync("a", 2);

        Assert.Equal(2, (await world.FiredAsync()).Length);
    }

    [Fact]
    public async Task A_cooldown_swallows_regressions_and_the_next_firing_says_how_many()
    {
        await using var world = await RuleWorld.StartAsync();
        await world.AddAsync(new() { Kind = AlertTriggerKind.Regression }, settings => settings with { Cooldown = TimeSpan.FromMinutes(30) });
        var issue = await world.ReportAsync();
        foreach (var wait in new[] { 1, 10, 10, 15 })
        {
            world.PassMinutes(wait);
            await world.SetAsync(issue, Resolved);
            await world.ReportAsync();
        }

        Assert.Equal([0L, 2L], (await world.FiredAsync()).Select(fired => fired.Suppressed));
    }

    private static async Task ReportUsersAsync(RuleWorld world, int count)
    {
        for (var user = 0; user < count; user++)
        {
            await world.ReportAsync("a", 1, item => item with { UserHash = (ulong)user });
        }
    }
}
