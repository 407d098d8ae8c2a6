using System.Text;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.AlertRules.Running;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Managing;

/// <summary>Changes rules by the word of people: the rule, its timers and the audit entry in one commit. What a change ends is ended by the rule's timer at once.</summary>
internal sealed class RuleEditor(
    IDocumentStore store, AlertRecords records, RuleBook book, IAuditLog audit, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private const int MaxAttempts = 16;

    private static readonly TimeSpan FirstSweep = TimeSpan.FromHours(6);

    public static string NoRule(EntityId rule) => $"The project has no alert rule {rule}.";

    public async ValueTask<CommandResult<AlertRuleDocument>> CreateAsync(Actor actor, ProjectId project, AlertRuleSettings settings, CancellationToken cancellationToken)
    {
        var partition = Partition.Of(project);
        var most = options.Value.Alerts.MaxRules;
        if (await CountAsync(partition, most, cancellationToken).ConfigureAwait(false) >= most)
        {
            return CommandResults.Invalid<AlertRuleDocument>($"The project has as many alert rules as it may have: {most}.");
        }

        var now = timeProvider.GetUtcNow();
        var rule = new AlertRuleDocument
        {
            Id = EntityId.Create(timeProvider),
            Settings = settings,
            CreatedAt = now,
            ChangedAt = now,
            ActiveSince = now,
            Revision = 1,
        };
        var commit = CommitOf(actor, project, null, rule, 0);
        var result = await store.CommitAsync(commit with { Timers = commit.Timers.Add(Sweep(rule.Id, now + FirstSweep)) }, cancellationToken).ConfigureAwait(false);
        book.Forget(project);
        return CommandResults.Done(rule, result.Versions[0]);
    }

    public async ValueTask<CommandResult<AlertRuleDocument>> ChangeAsync(
        Actor actor,
        ProjectId project,
        EntityId id,
        long? expectedVersion,
        Func<AlertRuleDocument, DateTimeOffset, AlertRuleDocument?> change,
        CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await records.FindAsync(Partition.Of(project), id, cancellationToken).ConfigureAwait(false);
            if (stored is null)
            {
                return CommandResults.NotFound<AlertRuleDocument>(NoRule(id));
            }

            if (expectedVersion is { } expected && expected != stored.Version)
            {
                return CommandResults.Conflict("The alert rule was changed meanwhile.", stored.Value, stored.Version);
            }

            var after = change(stored.Value, timeProvider.GetUtcNow());
            if (after is not null && after with { ChangedAt = stored.Value.ChangedAt } == stored.Value)
            {
                return CommandResults.Done(stored.Value, stored.Version);
            }

            var result = await store.CommitAsync(CommitOf(actor, project, stored.Value, after, stored.Version), cancellationToken).ConfigureAwait(false);
            book.Forget(project);
            if (result.Outcome == CommitOutcome.Committed)
            {
                return after is null ? CommandResults.Done(stored.Value, stored.Version) : CommandResults.Done(after, result.Versions[0]);
            }
        }

        return CommandResults.Conflict<AlertRuleDocument>("The alert rule is changed by others all the time; try again.");
    }

    private async ValueTask<int> CountAsync(Partition partition, int most, CancellationToken cancellationToken)
    {
        var count = 0;
        string? cursor = null;
        do
        {
            var page = await records.ListAsync(partition, Math.Min(most, AlertRecords.MaxStates), cursor, cancellationToken).ConfigureAwait(false);
            count += page.Items.Length;
            cursor = page.Next;
        }
        while (cursor is not null && count < most);
        return count;
    }

    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="before">The rule before; null for a new one.</param>
    /// <param name="after">The rule after; null to delete it.</param>
    /// <param name="version">The version before.</param>
    private DocumentCommit CommitOf(Actor actor, ProjectId project, AlertRuleDocument? before, AlertRuleDocument? after, long version)
    {
        var now = timeProvider.GetUtcNow();
        var id = (after ?? before)!.Id;
        var action = after is null ? "alert-rule.deleted"
            : before is null ? "alert-rule.created"
            : after.Settings == before.Settings ? "alert-rule.muted"
            : "alert-rule.changed";
        var entry = audit.Prepare(AuditEntry.Of(actor, project, action, $"alert-rule:{id}", timeProvider) with
        {
            Before = before is null ? null : Text(before),
            After = after is null ? null : Text(after),
        });
        var isJudged = after is null || before?.Revision != after.Revision || before.MutedUntil != after.MutedUntil;
        return new DocumentCommit
        {
            Partition = Partition.Of(project),
            Puts = after is null ? [entry] : [AlertDocuments.Rules.Put(after, version), entry],
            Deletes = after is null ? [new DocumentDelete { Type = AlertDocuments.Rules, Key = id.ToString(), ExpectedVersion = version }] : [],
            Timers =
            [
                .. isJudged ? (TimerSchedule[])[new TimerSchedule { Timer = AlertDocuments.JudgeOf(id), DueAt = now }] : [],
                .. after is null ? (TimerSchedule[])[Sweep(id, now)] : [],
            ],
        };
    }

    private static TimerSchedule Sweep(EntityId rule, DateTimeOffset dueAt) => new() { Timer = AlertDocuments.SweepOf(rule), DueAt = dueAt };

    private static string Text(AlertRuleDocument rule) => Encoding.UTF8.GetString(AlertDocuments.Rules.Serialize(rule).Span);
}
