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

    private static async Task ReportUsersAsync(RuleWorld world, int count)
    {
        for (var user = 0; user < count; user++)
        {
            await world.ReportAsync("a", 1, item => item with { UserHash = (ulong)user });
        }
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
