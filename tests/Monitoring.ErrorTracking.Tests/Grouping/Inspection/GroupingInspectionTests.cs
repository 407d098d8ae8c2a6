using System.Text;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Grouping.Inspection;
using Monitoring.ErrorTracking.Grouping.Settings;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Grouping.Inspection;

public sealed class GroupingInspectionTests
{
    [Fact]
    public async Task Explain_StoredEvent_HasTheHashesThatItWasStoredWith()
    {
        await using var host = await IntakeHost.StartAsync();
        var stored = await Send(host, Error("KeyError", "pay"));

        var explanation = Assert.Single((await Explain(host, Stored(stored))).Value!.Events);

        Assert.Equal(stored.Event.Hashes, explanation.Hashes);
        Assert.Equal(stored.Event.Title, explanation.Title);
        Assert.Equal(GroupingConfigurationIds.Default, explanation.Strategy);
        Assert.Equal(["KeyError", "shop", "pay"], explanation.Variants[0].Values);
    }

    [Fact]
    public async Task Explain_StoredEvent_SaysByWhichSettingsItWasGroupedThen()
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.Grouping = GroupingConfigurationIds.Newstyle2023);
        var stored = await Send(host, Error("KeyError", "pay"));
        var asThen = Assert.Single((await Explain(host, Stored(stored))).Value!.Records)!;
        var settings = (await host.Service<IGroupingSettings>().ChangeAsync(
            Actor.System, host.Project, new() { Config = GroupingConfigurationIds.Newstyle2026, FingerprintRules = "type:KeyError -> keys" }, null, TestContext.Current.CancellationToken)).Value!;
        var young = await Send(host, Error("KeyError", "pay"));

        var records = (await Explain(host, Stored(stored), Stored(young))).Value!.Records;

        Assert.Equal((GroupingConfigurationIds.Newstyle2023, null, false, false), (asThen.Config, asThen.RulesId, asThen.HasOtherSettings, asThen.HasOtherHashes));
        Assert.Equal(stored.Event.Hashes, asThen.Hashes);
        Assert.Equal((GroupingConfigurationIds.Newstyle2023, true, true), (records[0]!.Config, records[0]!.HasOtherSettings, records[0]!.HasOtherHashes));
        Assert.Equal((GroupingConfigurationIds.Newstyle2026, settings.RulesId, false, false), (records[1]!.Config, records[1]!.RulesId, records[1]!.HasOtherSettings, records[1]!.HasOtherHashes));
        Assert.Equal(32, settings.RulesId!.Length);
    }

    [Fact]
    public async Task Explain_EventThatIsNotStored_HasNoRecord()
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.Null(Assert.Single((await Explain(host, Json(Error("KeyError", "pay")))).Value!.Records));
    }

    [Fact]
    public void The_name_of_rules_is_the_specified_value()
    {
        Assert.Null(GroupingRules.Parse(" ", "").Id);
        Assert.Equal("9a80fab49f1ef2c4d0965c3510629e32", GroupingRules.Parse("module:a -app", "").Id);
    }

    [Fact]
    public async Task Explain_IgnoredFrame_NamesTheRule()
    {
        await using var host = await IntakeHost.StartAsync();

        var report = (await Explain(host, new GroupingTrial { Enhancements = "# mine\nfunction:pay -group" }, Json(Error("KeyError", "pay")))).Value!;

        var frame = report.Events[0].Variants[0].Component!.Components[0].Components.Single(part => part.Id == "stacktrace").Components[0];
        Assert.False(frame.Contributes);
        Assert.Equal("ignored by stack trace rule (function:pay -group) of line 2 of the project's rules", frame.Hint);
    }

    [Fact]
    public async Task Explain_FingerprintRule_IsNamedWithItsLine()
    {
        await using var host = await IntakeHost.StartAsync();

        var report = (await Explain(host, new GroupingTrial { FingerprintRules = "\ntype:KeyError -> keys" }, Json(Error("KeyError", "pay")))).Value!;

        Assert.Equal(2, report.Events[0].FingerprintRuleLine);
        Assert.Contains("KeyError", report.Events[0].FingerprintRule!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_TwoEvents_NamesTheFirstValueThatKeepsThemApart()
    {
        await using var host = await IntakeHost.StartAsync();
        var one = await Send(host, Error("KeyError", "pay"));
        var other = await Send(host, Error("KeyError", "refund"));

        var difference = (await Explain(host, Stored(one), Stored(other))).Value!.Difference!;

        Assert.Equal("app", difference.Variant);
        Assert.Equal("exception/stacktrace/frame[0]/function", difference.FirstPath);
        Assert.Equal(("pay", "refund"), (difference.FirstValue, difference.SecondValue));
        Assert.Contains("'pay'", difference.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_TwoEventsOfOneIssue_HaveNoDifference()
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.Null((await Explain(host, Json(Error("KeyError", "pay")), Json(Error("KeyError", "pay")))).Value!.Difference);
    }

    [Fact]
    public async Task Explain_DifferentParts_SaysWhich()
    {
        await using var host = await IntakeHost.StartAsync();

        var difference = (await Explain(host, Json(Error("KeyError", "pay")), Json("""{"message":"hello"}"""))).Value!.Difference!;

        Assert.Equal("app/default", difference.Variant);
        Assert.Equal(("KeyError", "hello"), (difference.FirstValue, difference.SecondValue));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("nothing")]
    public async Task Explain_NoEvent_IsInvalid(string json)
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.Equal(CommandOutcome.Invalid, (await Explain(host, Json(json))).Outcome);
    }

    [Fact]
    public async Task Explain_UnknownEvent_IsNotFound()
    {
        await using var host = await IntakeHost.StartAsync();

        Assert.Equal(CommandOutcome.NotFound, (await Explain(host, new GroupingSubject { StoredId = EventId.Create(TimeProvider.System) })).Outcome);
    }

    [Fact]
    public async Task Replay_SameRules_ChangesNothing()
    {
        await using var host = await IntakeHost.StartAsync();
        await Send(host, Error("KeyError", "pay"));
        await Send(host, Error("KeyError", "refund"));

        var forecast = await Replay(host, new());

        Assert.Empty(forecast.Merged);
        Assert.Empty(forecast.Split);
        Assert.Equal((2, 2, 0, true), (forecast.Issues, forecast.Events, forecast.Skipped, forecast.IsComplete));
    }

    [Fact]
    public async Task Replay_CoarserRule_SaysWhatItWouldMerge()
    {
        await using var host = await IntakeHost.StartAsync();
        var one = await Send(host, Error("KeyError", "pay"));
        var other = await Send(host, Error("KeyError", "refund"));
        await Send(host, Error("IOError", "load"));

        var forecast = await Replay(host, new() { FingerprintRules = "type:KeyError -> keys" });

        Assert.Equal([one.IssueId, other.IssueId], Assert.Single(forecast.Merged).Order());
        Assert.Empty(forecast.Split);
        Assert.Equal(3, (await host.IssuesAsync()).Items.Length);
    }

    [Fact]
    public async Task Replay_FinerRule_SaysWhatItWouldSplit()
    {
        await using var host = await IntakeHost.StartAsync();
        var one = await Send(host, Error("KeyError", "pay", "\"tags\":{\"tenant\":\"eu\"},"));
        var other = await Send(host, Error("KeyError", "pay", "\"tags\":{\"tenant\":\"us\"},"));

        var forecast = await Replay(host, new() { FingerprintRules = "type:KeyError -> {{ default }}, {{ tags.tenant }}" });

        var split = Assert.Single(forecast.Split);
        Assert.Equal(one.IssueId, split.IssueId);
        Assert.Equal([other.Event.EventId, one.Event.EventId], split.Groups.SelectMany(group => group).OrderDescending());
        Assert.Equal(2, split.Groups.Length);
        Assert.Empty(forecast.Merged);
    }

    [Fact]
    public async Task Replay_IssuesThatPeopleMerged_AreNoSplitOfTheRules()
    {
        await using var host = await IntakeHost.StartAsync();
        var one = await Send(host, Error("KeyError", "pay"));
        var other = await Send(host, Error("KeyError", "refund"));
        await host.Issues.MergeAsync(Actor.System, one.IssueId, [other.IssueId], null, TestContext.Current.CancellationToken);

        Assert.Empty((await Replay(host, new() { Enhancements = "module:none -app" })).Split);
    }

    [Fact]
    public async Task Replay_Cancelled_Stops()
    {
        await using var host = await IntakeHost.StartAsync();
        await Send(host, Error("KeyError", "pay"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await host.Service<IGroupingInspection>().ReplayAsync(Actor.System, host.Project, new GroupingReplay { Trial = new() }, new CancellationToken(canceled: true)));
    }

    private static async ValueTask<GroupingForecast> Replay(IntakeHost host, GroupingTrial trial) =>
        (await host.Service<IGroupingInspection>().ReplayAsync(Actor.System, host.Project, new GroupingReplay { Trial = trial }, TestContext.Current.CancellationToken)).Value!;

    private static ValueTask<CommandResult<GroupingReport>> Explain(IntakeHost host, params GroupingSubject[] subjects) => Explain(host, new GroupingTrial(), subjects);

    private static ValueTask<CommandResult<GroupingReport>> Explain(IntakeHost host, GroupingTrial trial, params GroupingSubject[] subjects) =>
        host.Service<IGroupingInspection>().ExplainAsync(Actor.System, host.Project, [.. subjects], trial, TestContext.Current.CancellationToken);

    private static GroupingSubject Stored(StoredEvent stored) => new() { StoredId = stored.Event.EventId };

    private static GroupingSubject Json(string json) => new() { Json = Encoding.UTF8.GetBytes(json) };

    private static string Error(string type, string function, string more = "") =>
        $$"""{ {{more}}"platform":"python","exception":{"values":[{"type":"{{type}}","stacktrace":{"frames":[{"module":"shop","function":"{{function}}","in_app":true}] } }] } }""";

    private static async Task<StoredEvent> Send(IntakeHost host, string payload)
    {
        host.Time.Advance(TimeSpan.FromSeconds(1));
        var outcome = await host.SendAsync($"{{}}\n{{\"type\":\"event\"}}\n{payload}");
        return (await host.EventAsync(Assert.Single(outcome.Events).EventId)).Event;
    }
}
