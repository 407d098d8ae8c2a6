using Monitoring.ErrorTracking.AlertRules;
using Monitoring.ErrorTracking.AlertRules.Managing;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.AlertRules;

public sealed class RuleCheckTests
{
    private static readonly AlertRuleSettings Right = new()
    {
        Name = "rule",
        Trigger = new AlertTrigger { Kind = AlertTriggerKind.Events, Threshold = 5, Window = TimeSpan.FromMinutes(10) },
    };

    private static readonly AlertTrigger Change = new() { Kind = AlertTriggerKind.PercentChange, Percent = 50, Window = TimeSpan.FromHours(1) };

    public static TheoryData<string, AlertRuleSettings> Wrong => new()
    {
        { "name: must not be empty.", Right with { Name = " " } },
        { "name: must have at most 128", Right with { Name = new string('x', 129) } },
        { "name: must be well-formed", Right with { Name = "x\ud800" } },
        { "severity:", Right with { Severity = (Severity)77 } },
        { "trigger.kind:", Right with { Trigger = Right.Trigger with { Kind = (AlertTriggerKind)77 } } },
        { "trigger.window:", Right with { Trigger = Right.Trigger with { Window = TimeSpan.FromSeconds(59) } } },
        { "trigger.window:", Right with { Trigger = Right.Trigger with { Window = TimeSpan.FromDays(31) } } },
        { "trigger.threshold:", Right with { Trigger = Right.Trigger with { Threshold = -1 } } },
        { "trigger.threshold: must be from 0 to 5000, because in a window under 2 hours", Right with { Trigger = Right.Trigger with { Threshold = 5001 } } },
        { "trigger.threshold: must be from 0 to 5000, because users", Right with { Trigger = new() { Kind = AlertTriggerKind.Users, Threshold = 5001, Window = TimeSpan.FromDays(1) } } },
        { "trigger.percent:", Right with { Trigger = Change with { Percent = 0 } } },
        { "trigger.percent:", Right with { Trigger = Change with { Percent = -101 } } },
        { "trigger.percent:", Right with { Trigger = Change with { Percent = double.NaN } } },
        { "trigger.window: a change is reckoned over whole hours", Right with { Trigger = Change with { Window = TimeSpan.FromMinutes(90) } } },
        { "trigger.window: must not be longer", Right with { Trigger = Change with { Comparison = AlertComparison.Yesterday, Window = TimeSpan.FromHours(25) } } },
        { "trigger.minimum:", Right with { Trigger = Change with { Minimum = 0 } } },
        { "conditions.environments: a change", Right with { Trigger = Change, Conditions = new() { Environments = ["x"] } } },
        { "trigger.percent:", Right with { Trigger = new() { Kind = AlertTriggerKind.CrashFree, Percent = 101 } } },
        { "conditions.query: '", Right with { Conditions = new() { Query = "is:nonsense" } } },
        { "conditions.environments[1]: must not be empty.", Right with { Conditions = new() { Environments = ["a", ""] } } },
        { "conditions.environments: names one twice.", Right with { Conditions = new() { Environments = ["a", "a"] } } },
        { "conditions.environments: has 21 names", Right with { Conditions = new() { Environments = [.. Enumerable.Range(0, 21).Select(index => $"e{index}")] } } },
        { "conditions.monitors:", Right with { Conditions = new() { Monitors = ["nightly"] } } },
        { "conditions.release:", Right with { Conditions = new() { Release = "1.0" } } },
        { "conditions.minAge: must not be over maxAge.", Right with { Conditions = new() { MinAge = TimeSpan.FromDays(2), MaxAge = TimeSpan.FromDays(1) } } },
        { "conditions.statuses:", Right with { Conditions = new() { Statuses = [] } } },
        { "conditions.statuses:", Right with { Conditions = new() { Statuses = [IssueStatus.Ignored, IssueStatus.Ignored] } } },
        { "conditions.query: only a rule about issues", Right with { Trigger = new() { Kind = AlertTriggerKind.MonitorFailure }, Conditions = new() { Query = "a" } } },
        { "cooldown:", Right with { Cooldown = TimeSpan.FromMinutes(4) } },
        { "cooldown:", Right with { Cooldown = TimeSpan.FromDays(31) } },
        { "endsAt: must lie on the good side", Right with { EndsAt = 6 } },
        { "endsAt: must lie on the good side", Right with { Trigger = new() { Kind = AlertTriggerKind.CrashFree, Percent = 99 }, EndsAt = 98 } },
        { "endsAt: only what is counted", Right with { Trigger = new() { Kind = AlertTriggerKind.NewIssue }, EndsAt = 1 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Find_Mistake_NamesThePlace(string place, AlertRuleSettings settings)
    {
        Assert.StartsWith(place, RuleCheck.Find(settings), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_RightSettings_IsNothing()
    {
        Assert.Null(RuleCheck.Find(Right));
        Assert.Null(RuleCheck.Find(Right with { EndsAt = 5, Conditions = new() { Query = "level:error", Environments = ["production"] } }));
        Assert.Null(RuleCheck.Find(Right with { Trigger = Change with { Percent = -50 }, EndsAt = -10 }));
        Assert.Null(RuleCheck.Find(Right with { Trigger = new() { Kind = AlertTriggerKind.CrashFree, Percent = 99 }, EndsAt = 99.5, Conditions = new() { Release = "1.0" } }));
    }
}
