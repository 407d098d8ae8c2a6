using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Monitors.Schedules;
using Monitoring.ErrorTracking.Monitors.Storing;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Monitors.Managing;

/// <summary>Lets people read and change monitors.</summary>
internal sealed class StoredMonitors(MonitorRecords records, MonitorEditor editor, IAccessControl access, TimeProvider timeProvider) : IMonitors
{
    public async ValueTask<CommandResult<Page<JobMonitor>>> ListAsync(Actor actor, ProjectId project, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<Page<JobMonitor>>(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        return await Pages.ReadAsync(limit, async () =>
        {
            var page = await records.ListAsync(Partition.Of(project), limit, cursor, cancellationToken).ConfigureAwait(false);
            var monitors = new List<JobMonitor>(page.Items.Length);
            foreach (var item in page.Items)
            {
                monitors.Add(await ViewAsync(project, item.Value, cancellationToken).ConfigureAwait(false));
            }

            return new Page<JobMonitor> { Items = [.. monitors], Next = page.Next };
        }).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<JobMonitor>> GetAsync(Actor actor, ProjectId project, string slug, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<JobMonitor>(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        return await records.FindAsync(Partition.Of(project), slug, cancellationToken).ConfigureAwait(false) is { } stored
            ? CommandResults.Done(await ViewAsync(project, stored.Value, cancellationToken).ConfigureAwait(false), stored.Version)
            : Unknown<JobMonitor>(slug);
    }

    public async ValueTask<CommandResult<JobMonitor>> PutAsync(
        Actor actor, ProjectId project, string slug, MonitorSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (await RefusalAsync<JobMonitor>(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var fault = Slugs.IsSlug(slug)
            ? SettingsRules.FindFault(settings, timeProvider.GetUtcNow())
            : $"slug: must be 1 to {Slugs.MaxLength} small letters, digits, underscores and single dashes.";
        return fault is null
            ? await editor.ChangeAsync(
                actor, project, slug, expectedVersion, before => before?.With(settings) ?? editor.Make(slug, settings), "monitor.changed", cancellationToken).ConfigureAwait(false)
            : CommandResults.Invalid<JobMonitor>(fault);
    }

    public async ValueTask<CommandResult<JobMonitor>> SetStatusAsync(
        Actor actor, ProjectId project, string slug, MonitorStatus status, long? expectedVersion, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<JobMonitor>(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        return Enum.IsDefined(status)
            ? await editor.ChangeAsync(actor, project, slug, expectedVersion, before => before?.With(status), "monitor.status", cancellationToken).ConfigureAwait(false)
            : CommandResults.Invalid<JobMonitor>("status: must be active, muted or disabled.");
    }

    public async ValueTask<CommandResult<JobMonitor>> DeleteAsync(
        Actor actor, ProjectId project, string slug, long? expectedVersion, CancellationToken cancellationToken) =>
        await RefusalAsync<JobMonitor>(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false)
        ?? await editor.DeleteAsync(actor, project, slug, expectedVersion, cancellationToken).ConfigureAwait(false);

    public async ValueTask<CommandResult<Page<CheckIn>>> ListCheckInsAsync(
        Actor actor, ProjectId project, string slug, CheckInSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        if (await RefusalAsync<Page<CheckIn>>(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (await records.FindAsync(Partition.Of(project), slug, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return Unknown<Page<CheckIn>>(slug);
        }

        return await Pages.ReadAsync(
            search.Limit, () => records.CheckInsAsync(Partition.Of(project), stored.Value.Id, search, cancellationToken)).ConfigureAwait(false);
    }

    private static CommandResult<T> Unknown<T>(string slug)
        where T : class => CommandResults.NotFound<T>(MonitorEditor.NoMonitor(slug));

    private async ValueTask<CommandResult<T>?> RefusalAsync<T>(Actor actor, Permission permission, ProjectId project, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, permission, project, cancellationToken).ConfigureAwait(false);
        return decision.IsAllowed ? null : CommandResults.Refused<T>(decision);
    }

    private async ValueTask<JobMonitor> ViewAsync(ProjectId project, MonitorDocument monitor, CancellationToken cancellationToken) =>
        Views.Of(monitor, project, await records.EnvironmentsAsync(Partition.Of(project), monitor.Id, cancellationToken).ConfigureAwait(false));
}
