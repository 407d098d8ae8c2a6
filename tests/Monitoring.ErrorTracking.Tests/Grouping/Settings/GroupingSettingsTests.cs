using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Grouping.Settings;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Grouping.Settings;

public sealed class GroupingSettingsTests
{
    private const string Crash =
        """{"platform":"python","exception":{"values":[{"type":"KeyError","stacktrace":{"frames":[{"module":"lib","function":"get","in_app":false},{"module":"shop","function":"pay","in_app":true}]}}]}}""";

    [Fact]
    public async Task A_project_begins_with_the_default()
    {
        await using var host = await IntakeHost.StartAsync();

        var settings = (await Get(host)).Value!;

        Assert.Equal(new GroupingSettings { Config = GroupingConfigurationIds.Default }, settings);
    }

    [Fact]
    public async Task A_change_holds_for_the_events_after_it()
    {
        await using var host = await IntakeHost.StartAsync();
        var before = await Send(host, Crash);

        var changed = await Change(host, new() { FingerprintRules = "error.type:KeyError -> keys title=\"Missing key\"", KeepsIssues = false });
        var after = await Send(host, Crash);

        Assert.Equal(CommandOutcome.Done, changed.Outcome);
        Assert.True(changed.Version > 0);
        Assert.NotEqual(before.IssueId, after.IssueId);
        Assert.Equal("Missing key", after.Event.Title);
        Assert.Equivalent(changed.Value, (await Get(host)).Value, strict: true);
    }

    [Fact]
    public async Task After_a_change_of_config_events_find_their_old_issues_and_new_hashes_join_them()
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.Grouping = GroupingConfigurationIds.Newstyle2023);
        var old = await Send(host, Crash);

        var settings = (await Change(host, new() { Config = GroupingConfigurationIds.Newstyle2026 })).Value!;
        var young = await Send(host, Crash);
        host.Time.Advance(TimeSpan.FromDays(91));
        var late = await Send(host, Crash);

        Assert.Equal(GroupingConfigurationIds.Newstyle2023, Assert.Single(settings.Former).Config);
        Assert.Equal(old.IssueId, young.IssueId);
        Assert.Equal(4, young.Event.Hashes.Length);
        Assert.Equal(old.Event.Hashes, young.Event.Hashes[2..]);
        Assert.Equal(old.IssueId, late.IssueId);
        Assert.Equal(young.Event.Hashes[..2], late.Event.Hashes);
    }

    [Fact]
    public async Task After_a_change_of_rules_events_find_their_old_issues_and_new_hashes_join_them()
    {
        await using var host = await IntakeHost.StartAsync();
        var old = await Send(host, Crash);

        await Change(host, new() { Enhancements = "function:get +app" });
        var marked = await Send(host, Crash);
        await Change(host, new() { FingerprintRules = "type:KeyError -> keys" });
        var printed = await Send(host, Crash);
        host.Time.Advance(TimeSpan.FromDays(91));
        var late = await Send(host, Crash);

        Assert.Equal([old.IssueId, old.IssueId, old.IssueId], new[] { marked.IssueId, printed.IssueId, late.IssueId });
        Assert.NotEqual(old.Event.Hashes[0], marked.Event.Hashes[0]);
        Assert.Contains(old.Event.Hashes[0], marked.Event.Hashes);
        Assert.Contains(old.Event.Hashes[0], printed.Event.Hashes);
        Assert.Equal(printed.Event.Hashes[0], Assert.Single(late.Event.Hashes));
    }

    [Fact]
    public async Task Rules_that_are_meant_to_divide_begin_new_issues_at_once()
    {
        await using var host = await IntakeHost.StartAsync();
        var old = await Send(host, Crash);

        var settings = (await Change(host, new() { FingerprintRules = "type:KeyError -> keys", KeepsIssues = false })).Value!;

        Assert.Empty(settings.Former);
        Assert.NotEqual(old.IssueId, (await Send(host, Crash)).IssueId);
    }

    [Fact]
    public async Task Of_many_settings_of_before_those_that_held_longest_are_kept()
    {
        await using var host = await IntakeHost.StartAsync();
        foreach (var (rule, days) in new[] { ("module:a -app", 3.0), ("module:b -app", 0.01), ("module:c -app", 2.0), ("module:d -app", 1.0) })
        {
            await Change(host, new() { Enhancements = rule });
            host.Time.Advance(TimeSpan.FromDays(days));
        }

        await Change(host, new() { Enhancements = "module:e -app" });

        Assert.Equal(["module:c -app", "module:a -app", ""], (await Get(host)).Value!.Former.Select(former => former.Enhancements));
    }

    [Fact]
    public async Task Going_back_to_settings_of_before_leaves_one_entry_of_each()
    {
        await using var host = await IntakeHost.StartAsync();
        await Change(host, new() { Enhancements = "module:a -app" });
        host.Time.Advance(TimeSpan.FromDays(1));

        var back = (await Change(host, new() { Enhancements = "" })).Value!;

        Assert.Equal("module:a -app", Assert.Single(back.Former).Enhancements);
        Assert.Equal(host.Time.GetUtcNow().AddDays(90), back.Former[0].Until);
    }

    [Theory]
    [InlineData("newstyle:2019", null, null, "config")]
    [InlineData(null, "path:**/x.py +app\nfuction:x -app", null, "enhancements: line 2, column 1")]
    [InlineData(null, null, "type:x -> ", "fingerprintRules: line 1, column")]
    public async Task A_mistake_is_refused_with_its_place(string? config, string? enhancements, string? fingerprintRules, string place)
    {
        await using var host = await IntakeHost.StartAsync();

        var result = await Change(host, new() { Config = config, Enhancements = enhancements, FingerprintRules = fingerprintRules });

        Assert.Equal(CommandOutcome.Invalid, result.Outcome);
        Assert.Contains(place, result.Reason!, StringComparison.Ordinal);
        Assert.Equal(0, (await Get(host)).Version);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused()
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.Equal(CommandOutcome.Invalid, (await Change(host, new() { Enhancements = new string('#', GroupingSettings.MaxRulesLength + 1) })).Outcome);
    }

    [Fact]
    public async Task A_change_for_another_version_is_a_conflict()
    {
        await using var host = await IntakeHost.StartAsync();
        var first = await Change(host, new() { Enhancements = "module:a -app" }, 0);

        var stale = await Change(host, new() { Enhancements = "module:b -app" }, 0);
        var second = await Change(host, new() { Enhancements = "module:b -app" }, first.Version);

        Assert.Equal((CommandOutcome.Conflict, first.Version), (stale.Outcome, stale.Version));
        Assert.Equivalent(first.Value, stale.Value, strict: true);
        Assert.Equal(CommandOutcome.Done, second.Outcome);
    }

    [Fact]
    public async Task A_stranger_learns_nothing()
    {
        await using var host = await IntakeHost.StartAsync();
        var stranger = new Actor { Kind = ActorKind.User, Id = "eve", Door = "api" };

        Assert.NotEqual(CommandOutcome.Done, (await host.Service<IGroupingSettings>().GetAsync(stranger, host.Project, TestContext.Current.CancellationToken)).Outcome);
        Assert.NotEqual(
            CommandOutcome.Done,
            (await host.Service<IGroupingSettings>().ChangeAsync(stranger, host.Project, new(), null, TestContext.Current.CancellationToken)).Outcome);
    }

    private static ValueTask<CommandResult<GroupingSettings>> Get(IntakeHost host) =>
        host.Service<IGroupingSettings>().GetAsync(Actor.System, host.Project, TestContext.Current.CancellationToken);

    private static ValueTask<CommandResult<GroupingSettings>> Change(IntakeHost host, GroupingSettingsChange change, long? version = null) =>
        host.Service<IGroupingSettings>().ChangeAsync(Actor.System, host.Project, change, version, TestContext.Current.CancellationToken);

    private static async Task<StoredEvent> Send(IntakeHost host, string payload)
    {
        var outcome = await host.SendAsync($"{{}}\n{{\"type\":\"event\"}}\n{payload}");
        return (await host.EventAsync(Assert.Single(outcome.Events).EventId)).Event;
    }
}
