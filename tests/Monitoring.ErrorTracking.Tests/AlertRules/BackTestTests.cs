using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.AlertRules;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.AlertRules;

public sealed class BackTestTests
{
    private static readonly AlertRuleSettings FiveInAnHour = new()
    {
        Name = "rule",
        Trigger = new AlertTrigger { Kind = AlertTriggerKind.Events, Threshold = 5, Window = TimeSpan.FromHours(1) },
        Cooldown = TimeSpan.FromHours(1),
    };

    [Fact]
    public async Task Three_bursts_last_week_would_have_fired_three_times()
    {
        await using var world = await RuleWorld.StartAsync();
        for (var day = 0; day < 3; day++)
        {
            world.PassMinutes(10);
            await world.ReportAsync("a", 6);
            await world.ReportAsync("b", 3);
            world.Pass(TimeSpan.FromDays(1));
        }

        var result = await world.TestAsync(FiveInAnHour);

        Assert.Equal((3, 1, 0, TimeSpan.FromHours(1)), (result.Count, result.Subjects, result.Held, result.Resolution));
        Assert.StartsWith("would have fired 3 times from 2026-11-", result.Summary, StringComparison.Ordinal);
        Assert.All(result.Firings, firing => Assert.Equal(("a", 6.0, ErrorAlertEnd.Recovered), (firing.Subject.Title, firing.Value, firing.End!.Value)));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 13, 0, 0, TimeSpan.Zero), result.Firings[0].StartedAt);
    }

    [Fact]
    public async Task New_issues_and_regressions_are_told_as_they_happened()
    {
        await using var world = await RuleWorld.StartAsync();
        world.PassMinutes(7);
        var at = world.Now;
        var issue = await world.ReportAsync("a");
        world.PassMinutes(60);
        await world.ReportAsync("b", 1, item => item with { Level = ErrorLevel.Warning });
        await RegressAsync(world, issue);

        var opened = await world.TestAsync(FiveInAnHour with { Trigger = new() { Kind = AlertTriggerKind.NewIssue }, Conditions = new() { MinLevel = ErrorLevel.Error } });
        var regressed = await world.TestAsync(FiveInAnHour with { Trigger = new() { Kind = AlertTriggerKind.Regression } });

        Assert.Equal(("a", at), (Assert.Single(opened.Firings).Subject.Title, opened.Firings[0].StartedAt));
        Assert.Equal((TimeSpan.Zero, "would have fired once"), (opened.Resolution, opened.Summary[..21]));
        Assert.Equal((world.Now, "shop@2"), (Assert.Single(regressed.Firings).StartedAt, regressed.Firings[0].Subject.Release));
    }

    [Fact]
    public async Task What_is_not_known_is_said()
    {
        await using var world = await RuleWorld.StartAsync();
        await world.ReportAsync("a", 6);

        var result = await world.TestAsync(FiveInAnHour with
        {
            Trigger = FiveInAnHour.Trigger with { Window = TimeSpan.FromMinutes(10) },
            Conditions = new() { MinLevel = ErrorLevel.Error },
        });

        Assert.True(result.IsPartial);
        Assert.Contains(result.Unknown, text => text.StartsWith("A window of 10 minutes was judged by whole hours", StringComparison.Ordinal));
        Assert.Contains(result.Unknown, text => text.StartsWith("Level, assignee", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_storm_is_held_as_in_production()
    {
        await using var world = await RuleWorld.StartAsync(options => options.Alerts.MaxFiringsPerRule = 3);
        for (var issue = 0; issue < 8; issue++)
        {
            await world.ReportAsync($"issue {issue}");
        }

        world.PassMinutes(1);
        var result = await world.TestAsync(FiveInAnHour with { Trigger = new() { Kind = AlertTriggerKind.NewIssue } });

        Assert.Equal((3, 5), (result.Count, result.Held));
        Assert.EndsWith("; 5 more would have been held back", result.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from: must lie at least an hour", 0)]
    [InlineData("from: must lie at most 90 days", 92)]
    public async Task A_range_that_is_none_is_refused(string reason, int days)
    {
        await using var world = await RuleWorld.StartAsync();

        var result = await world.Rules.TestAsync(
            Access.Actor.System, world.Project, new AlertTest { Settings = FiveInAnHour, From = world.Now.AddDays(-days) }, RuleWorld.Cancellation);

        Assert.StartsWith(reason, result.Reason, StringComparison.Ordinal);
    }

    /// <summary>
    /// Production, judged when each hour is over, and a try of the same rule on what was stored afterwards tell the same firings, with the same beginnings, ends and
    /// numbers.
    /// </summary>
    [Property(MaxTest = 40)]
    public Property Production_and_a_try_on_the_same_history_agree()
    {
        var kinds = Gen.Elements(AlertTriggerKind.Events, AlertTriggerKind.Users, AlertTriggerKind.ProjectEvents, AlertTriggerKind.PercentChange, AlertTriggerKind.ProjectPercentChange);
        var trigger =
            from kind in kinds
            from threshold in Gen.Choose(0, 8)
            from hours in Gen.Choose(1, 4)
            from percent in Gen.Elements(20, 100, -30, -80)
            from comparison in Gen.Elements(AlertComparison.WindowBefore, AlertComparison.Yesterday)
            from cooldown in Gen.Choose(1, 8)
            select FiveInAnHour with
            {
                Trigger = new AlertTrigger { Kind = kind, Threshold = threshold, Window = TimeSpan.FromHours(hours), Percent = percent, Comparison = comparison, Minimum = 3 },
                Cooldown = TimeSpan.FromHours(cooldown),
            };
        var hour = Gen.ArrayOf(
            from issue in Gen.Elements("a", "b", "c")
            from minute in Gen.Choose(1, 59)
            from user in Gen.Choose(1, 6)
            select (Issue: issue, Minute: minute, User: (ulong)user));
        var history = Gen.ListOf(Gen.Frequency((2, Gen.Constant(Array.Empty<(string Issue, int Minute, ulong User)>())), (3, hour)));
        return Prop.ForAll(trigger.ToArbitrary(), history.ToArbitrary(), (settings, hours) => CheckAsync(settings, [.. hours]).GetAwaiter().GetResult());
    }

    private static async Task<Property> CheckAsync(AlertRuleSettings settings, (string Issue, int Minute, ulong User)[][] hours)
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(settings.Trigger, _ => settings);
        var start = world.Now;
        foreach (var hour in hours)
        {
            var began = world.Now;
            await world.AppendAsync(hour.OrderBy(item => item.Minute).Select(item => (item.Issue, began.AddMinutes(item.Minute), item.User)));
            world.Pass(TimeSpan.FromHours(1));
            await world.JudgeAsync(rule);
        }

        if (hours.Length == 0)
        {
            return true.ToProperty();
        }

        var told = (await world.HistoryAsync(rule)).Select(Facts).Order().ToList();
        var tried = (await world.TestAsync(settings, start)).Firings.Select(Facts).Order().ToList();
        return told.SequenceEqual(tried).Label($"production {string.Join("; ", told)}\ntried {string.Join("; ", tried)}\n{settings}");
    }

    private static string Facts(AlertFiring firing) =>
        FormattableString.Invariant($"{firing.StartedAt:MM-dd HH:mm} {firing.Subject.Title} to {firing.EndedAt:MM-dd HH:mm} {firing.End} suppressed {firing.Suppressed}");

    private static async Task RegressAsync(RuleWorld world, IssueId issue)
    {
        var resolved = new IssueState { Status = IssueStatus.Resolved, Substatus = IssueSubstatus.None };
        await world.Service<ActivityRecorder>(recorder => recorder.HandleAsync(
            new SignalContext<ErrorIssueRegressed>
            {
                Id = new EntityId(Guid.AllBitsSet),
                OccurredAt = world.Now,
                Attempt = 1,
                Signal = new ErrorIssueRegressed
                {
                    ProjectId = world.Project,
                    IssueId = issue,
                    Title = "a",
                    Level = ErrorLevel.Error,
                    Status = IssueStatus.Unresolved,
                    Release = "shop@2",
                    EventId = Monitoring.EventId.Create(TimeProvider.System),
                    StateBefore = resolved,
                    StateAfter = IssueState.Opened with { Substatus = IssueSubstatus.Regressed },
                },
            },
            RuleWorld.Cancellation));
    }
}
