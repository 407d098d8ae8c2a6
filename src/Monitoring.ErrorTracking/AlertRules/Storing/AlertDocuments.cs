using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Storing;

/// <summary>How rules, their states and their history lie in the partition of their project.</summary>
internal static class AlertDocuments
{
    public const string ByCreation = "created";
    public const string ByRule = "rule";
    public const string ByIssue = "issue";

    /// <summary>The kind of the timers that judge, one for each rule that counts or watches.</summary>
    public const string JudgeTimer = "error-alert-judge";

    /// <summary>The kind of the timers that remove what is old, one for each rule.</summary>
    public const string SweepTimer = "error-alert-sweep";

    /// <summary>The kind of the timers that tell how many firings were held in an hour, one for each project.</summary>
    public const string HeldTimer = "error-alert-held";

    private const int MaxKey = 200;

    public static DocumentType<AlertRuleDocument> Rules { get; } = new(
        "error-alert-rule",
        AlertJson.Default.AlertRuleDocument,
        rule => rule.Id.ToString(),
        [new DocumentIndex<AlertRuleDocument>(ByCreation, rule => IndexKey.Empty.Add(rule.CreatedAt).Add(rule.Id))]);

    public static DocumentType<AlertStateDocument> States { get; } = new(
        "error-alert-state",
        AlertJson.Default.AlertStateDocument,
        state => StateKey(state.RuleId, state.Subject.Key),
        [
            new DocumentIndex<AlertStateDocument>(ByRule, state => OfRule(state.RuleId, IsActive(state)).Add(state.ChangedAt)),
            new DocumentIndex<AlertStateDocument>(ByIssue, state => OfIssue(state.Subject)),
        ]);

    public static DocumentType<AlertFiring> Firings { get; } = new(
        "error-alert-firing",
        AlertJson.Default.AlertFiring,
        firing => FiringKey(firing.RuleId, firing.Id),
        [
            new DocumentIndex<AlertFiring>(ByRule, firing => IndexKey.Empty.Add(firing.RuleId).Add(firing.StartedAt).Add(firing.Id)),
            new DocumentIndex<AlertFiring>(ByIssue, firing => OfIssue(firing.Subject)),
        ]);

    public static DocumentType<GuardDocument> Guards { get; } = new("error-alert-guard", AlertJson.Default.GuardDocument, _ => GuardDocument.Key);

    public static ImmutableArray<DocumentType> All { get; } = [Rules, States, Firings, Guards];

    /// <summary>The states of a rule: those that fire or wait to fire, or the others.</summary>
    public static IndexKey OfRule(EntityId rule, bool isActive) => IndexKey.Empty.Add(rule).Add(isActive);

    public static string StateKey(EntityId rule, string subject) => subject.Length <= MaxKey
        ? $"{rule}/{subject}"
        : $"{rule}/#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)))}";

    public static string FiringKey(EntityId rule, EntityId firing) => $"{rule}/{firing}";

    public static TimerKey JudgeOf(EntityId rule) => new() { Kind = JudgeTimer, Key = rule.ToString() };

    public static TimerKey SweepOf(EntityId rule) => new() { Kind = SweepTimer, Key = rule.ToString() };

    public static TimerKey Held { get; } = new() { Kind = HeldTimer, Key = GuardDocument.Key };

    private static IEnumerable<IndexKey> OfIssue(AlertSubject subject) => subject.IssueId is { } issue ? [IndexKey.Empty.Add(issue.Value)] : [];

    private static bool IsActive(AlertStateDocument state) => state.State.IsFiring || state.State.IsHeldBack;
}
