using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.AlertRules.BackTesting;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Managing;

/// <summary>Alert rules out of the document store.</summary>
internal sealed class StoredAlertRules(AlertRecords records, RuleEditor editor, BackTest backTest, IAccessControl access, TimeProvider timeProvider) : IAlertRules
{

    private static readonly TimeSpan LongestMute = TimeSpan.FromDays(366);

    public async ValueTask<CommandResult<Page<AlertRule>>> ListAsync(
        Actor actor, ProjectId project, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<Page<AlertRule>>(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        return await Pages.ReadAsync(limit, async () =>
        {
            var page = await records.ListAsync(Partition.Of(project), limit, cursor, cancellationToken).ConfigureAwait(false);
            var rules = new List<AlertRule>(page.Items.Length);
            foreach (var rule in page.Items)
            {
                rules.Add(await ViewAsync(project, rule.Value, cancellationToken).ConfigureAwait(false));
            }

            return new Page<AlertRule> { Items = [.. rules], Next = page.Next };
        }).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<AlertRule>> GetAsync(Actor actor, ProjectId project, EntityId rule, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<AlertRule>(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        return await records.FindAsync(Partition.Of(project), rule, cancellationToken).ConfigureAwait(false) is { } stored
            ? CommandResults.Done(await ViewAsync(project, stored.Value, cancellationToken).ConfigureAwait(false), stored.Version)
            : CommandResults.NotFound<AlertRule>(RuleEditor.NoRule(rule));
    }

    public async ValueTask<CommandResult<AlertRule>> CreateAsync(Actor actor, ProjectId project, AlertRuleSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return await CheckAsync(actor, project, settings, cancellationToken).ConfigureAwait(false)
            ?? await ViewAsync(project, await editor.CreateAsync(actor, project, settings, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<AlertRule>> ReplaceAsync(
        Actor actor, ProjectId project, EntityId rule, AlertRuleSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return await CheckAsync(actor, project, settings, cancellationToken).ConfigureAwait(false)
            ?? await ChangeAsync(actor, project, rule, expectedVersion, (before, now) => before.With(settings, now), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<AlertRule>> MuteAsync(
        Actor actor, ProjectId project, EntityId rule, DateTimeOffset? until, long? expectedVersion, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<AlertRule>(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var present = timeProvider.GetUtcNow();
        return until <= present || until > present + LongestMute
            ? CommandResults.Invalid<AlertRule>("mutedUntil: must lie in the future, at most a year ahead.")
            : await ChangeAsync(
                actor, project, rule, expectedVersion, (before, now) => before with { MutedUntil = until?.ToUniversalTime(), ChangedAt = now }, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<AlertRule>> DeleteAsync(
        Actor actor, ProjectId project, EntityId rule, long? expectedVersion, CancellationToken cancellationToken) =>
        await RefusalAsync<AlertRule>(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false)
        ?? await ChangeAsync(actor, project, rule, expectedVersion, (_, _) => null, cancellationToken).ConfigureAwait(false);

    public async ValueTask<CommandResult<Page<AlertFiring>>> ListFiringsAsync(
        Actor actor, ProjectId project, EntityId rule, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<Page<AlertFiring>>(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        return await records.FindAsync(Partition.Of(project), rule, cancellationToken).ConfigureAwait(false) is null
            ? CommandResults.NotFound<Page<AlertFiring>>(RuleEditor.NoRule(rule))
            : await Pages.ReadAsync(limit, () => records.FiringsAsync(Partition.Of(project), rule, limit, cursor, cancellationToken)).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<AlertTestResult>> TestAsync(Actor actor, ProjectId project, AlertTest test, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (await RefusalAsync<AlertTestResult>(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        return RuleCheck.Find(test.Settings) is { } fault
            ? CommandResults.Invalid<AlertTestResult>(fault)
            : await backTest.RunAsync(project, test, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CommandResult<AlertRule>> ChangeAsync(
        Actor actor,
        ProjectId project,
        EntityId rule,
        long? expectedVersion,
        Func<AlertRuleDocument, DateTimeOffset, AlertRuleDocument?> change,
        CancellationToken cancellationToken)
    {
        var result = await editor.ChangeAsync(actor, project, rule, expectedVersion, change, cancellationToken).ConfigureAwait(false);
        return await ViewAsync(project, result, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CommandResult<AlertRule>?> CheckAsync(Actor actor, ProjectId project, AlertRuleSettings settings, CancellationToken cancellationToken) =>
        await RefusalAsync<AlertRule>(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false)
        ?? (RuleCheck.Find(settings) is { } fault ? CommandResults.Invalid<AlertRule>(fault) : null);

    private async ValueTask<CommandResult<T>?> RefusalAsync<T>(Actor actor, Permission permission, ProjectId project, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, permission, project, cancellationToken).ConfigureAwait(false);
        return decision.IsAllowed ? null : CommandResults.Refused<T>(decision);
    }

    private async ValueTask<CommandResult<AlertRule>> ViewAsync(ProjectId project, CommandResult<AlertRuleDocument> result, CancellationToken cancellationToken) => new()
    {
        Outcome = result.Outcome,
        Value = result.Value is null ? null : await ViewAsync(project, result.Value, cancellationToken).ConfigureAwait(false),
        Reason = result.Reason,
        Access = result.Access,
        Version = result.Version,
    };

    private async ValueTask<AlertRule> ViewAsync(ProjectId project, AlertRuleDocument rule, CancellationToken cancellationToken)
    {
        var active = await records.StatesAsync(Partition.Of(project), rule.Id, isActive: true, AlertRecords.MaxStates, null, cancellationToken).ConfigureAwait(false);
        return new AlertRule
        {
            Id = rule.Id,
            ProjectId = project,
            Settings = rule.Settings,
            CreatedAt = rule.CreatedAt,
            ChangedAt = rule.ChangedAt,
            MutedUntil = rule.IsMuted(timeProvider.GetUtcNow()) ? rule.MutedUntil : null,
            Firing = active.Items.Count(state => state.Value.State.IsFiring),
        };
    }
}
