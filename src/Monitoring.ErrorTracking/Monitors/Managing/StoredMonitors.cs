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
    private const int MaxLimit = 100;

    public async ValueTask<CommandResult<Page<JobMonitor>>> ListAsync(Actor actor, ProjectId project, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<Page<JobMonitor>>(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (limit is < 1 or > MaxLimit)
        {
            return CommandResults.Invalid<Page<JobMonitor>>($"limit: must be from 1 to {MaxLimit}.");
        }

        var partition = Partition.Of(project);
        var page = await TryPageAsync(() => records.ListAsync(partition, limit, cursor, cancellationToken), cursor).ConfigureAwait(false);
        if (page is null)
        {
            return CommandResults.Invalid<Page<JobMonitor>>("cursor: is none of this list.");
        }

        var monitors = new List<JobMonitor>(page.Items.Length);
        foreach (var item in page.Items)
        {
            monitors.Add(Views.Of(item.Value, project, await records.EnvironmentsAsync(partition, item.Value.Id, cancellationToken).ConfigureAwait(false)));
        }

        return CommandResults.Done(new Page<JobMonitor> { Items = [.. monitors], Next = page.Next });
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

        if (search.Limit is < 1 or > MaxLimit)
        {
            return CommandResults.Invalid<Page<CheckIn>>($"limit: must be from 1 to {MaxLimit}.");
        }

        if (await records.FindAsync(Partition.Of(project), slug, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return Unknown<Page<CheckIn>>(slug);
        }

        var page = await TryPageAsync(
            () => records.CheckInsAsync(Partition.Of(project), stored.Value.Id, search, cancellationToken), search.Cursor).ConfigureAwait(false);
        return page is null ? CommandResults.Invalid<Page<CheckIn>>("cursor: is none of this list.") : CommandResults.Done(page);
    }

    /// <summary>A foreign cursor is the one thing that a store calls a mistake of the caller here.</summary>
    private static async ValueTask<T?> TryPageAsync<T>(Func<ValueTask<T>> read, string? cursor)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (ArgumentException) when (cursor is not null)
        {
            return null;
        }
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
