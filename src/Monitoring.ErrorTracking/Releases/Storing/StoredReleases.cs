using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Releases.Storing;

/// <summary>Keeps releases in the document store of the host.</summary>
internal sealed class StoredReleases(ReleaseStore releases, ReleaseCommands commands, IAccessControl access) : IReleases
{
    public async ValueTask<CommandResult<Page<Release>>> ListAsync(Actor actor, ProjectId project, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await RefuseAsync<Page<Release>>(actor, project, cancellationToken).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        var query = new DocumentQuery
        {
            Partition = Partition.Of(project),
            Type = ReleaseDocuments.Release,
            Index = ReleaseDocuments.ByCreation,
            Descending = true,
            Limit = limit,
            Cursor = cursor,
        };
        return await Pages.ReadAsync(limit, async () =>
        {
            var page = await releases.Documents.QueryAsync(ReleaseDocuments.Release, query, cancellationToken).ConfigureAwait(false);
            return new Page<Release> { Items = [.. page.Items.Select(item => item.Value).Where(item => !item.IsArchived)], Next = page.Next };
        }).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<Release>> GetAsync(Actor actor, ProjectId project, string version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(version);
        return await RefuseAsync<Release>(actor, project, cancellationToken).ConfigureAwait(false) ?? await FindAsync(project, version, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<CommandResult<Release>> SaveAsync(
        Actor actor, ProjectId project, string version, ReleaseChange change, long? expectedVersion, CancellationToken cancellationToken) =>
        commands.SaveAsync(actor, project, version, change, expectedVersion, cancellationToken);

    public ValueTask<CommandResult<Release>> DeleteAsync(Actor actor, ProjectId project, string version, CancellationToken cancellationToken) =>
        commands.DeleteAsync(actor, project, version, cancellationToken);

    public async ValueTask<CommandResult<Page<Deploy>>> ListDeploysAsync(
        Actor actor, ProjectId project, string version, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var found = await GetAsync(actor, project, version, cancellationToken).ConfigureAwait(false);
        if (found.Value is null)
        {
            return found.Fail<Release, Page<Deploy>>();
        }

        var query = new DocumentQuery
        {
            Partition = Partition.Of(project),
            Type = ReleaseDocuments.Deploy,
            Index = ReleaseDocuments.ByRelease,
            Ranges = [IndexRange.StartingWith(IndexKey.Empty.Add(version))],
            Descending = true,
            Limit = limit,
            Cursor = cursor,
        };
        return await Pages.ReadAsync(limit, async () =>
        {
            var page = await releases.Documents.QueryAsync(ReleaseDocuments.Deploy, query, cancellationToken).ConfigureAwait(false);
            return new Page<Deploy> { Items = [.. page.Items.Select(item => item.Value.Deploy)], Next = page.Next };
        }).ConfigureAwait(false);
    }

    public ValueTask<CommandResult<Deploy>> AddDeployAsync(Actor actor, ProjectId project, string version, Deploy deploy, CancellationToken cancellationToken) =>
        commands.AddDeployAsync(actor, project, version, deploy, cancellationToken);

    public async ValueTask<CommandResult<Page<ReleaseCommit>>> ListCommitsAsync(Actor actor, ProjectId project, string version, CancellationToken cancellationToken)
    {
        var found = await GetAsync(actor, project, version, cancellationToken).ConfigureAwait(false);
        return found.Value is null
            ? found.Fail<Release, Page<ReleaseCommit>>()
            : CommandResults.Done(new Page<ReleaseCommit> { Items = await releases.CommitsAsync(project, version, cancellationToken).ConfigureAwait(false) });
    }

    public ValueTask<CommandResult<Release>> SetCommitsAsync(
        Actor actor, ProjectId project, string version, ImmutableArray<ReleaseCommit> commits, CancellationToken cancellationToken) =>
        commands.SetCommitsAsync(actor, project, version, commits, cancellationToken);

    public async ValueTask<CommandResult<Release>> GetPreviousAsync(Actor actor, ProjectId project, string version, bool withCommits, CancellationToken cancellationToken)
    {
        var found = await GetAsync(actor, project, version, cancellationToken).ConfigureAwait(false);
        if (found.Value is null)
        {
            return found;
        }

        return await releases.PreviousAsync(project, found.Value, withCommits, cancellationToken).ConfigureAwait(false) is { } previous
            ? CommandResults.Done(previous)
            : CommandResults.NotFound<Release>($"There is no release before '{version}'.");
    }

    private async ValueTask<CommandResult<T>?> RefuseAsync<T>(Actor actor, ProjectId project, CancellationToken cancellationToken)
        where T : class
    {
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        return decision.IsAllowed ? null : CommandResults.Refused<T>(decision);
    }

    private async ValueTask<CommandResult<Release>> FindAsync(ProjectId project, string version, CancellationToken cancellationToken)
    {
        var stored = ReleaseRules.Version(version) is null ? await releases.FindAsync(project, version, cancellationToken).ConfigureAwait(false) : null;
        return stored is null ? CommandResults.NotFound<Release>("There is no release of this name.") : CommandResults.Done(stored.Value, stored.Version);
    }
}
