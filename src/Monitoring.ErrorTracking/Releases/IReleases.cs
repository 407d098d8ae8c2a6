using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Releases;

/// <summary>The releases of projects with their deploys and commits. Reporters read, developers change.</summary>
/// <remarks>Safe to call on many threads. Refusals are results; the only expected exception is <see cref="StorageUnavailableException"/>.</remarks>
public interface IReleases
{
    /// <summary>Lists releases, the last created first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<Release>>> ListAsync(Actor actor, ProjectId project, int limit, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a release.</summary>
    ValueTask<CommandResult<Release>> GetAsync(Actor actor, ProjectId project, string version, CancellationToken cancellationToken = default);

    /// <summary>Creates a release, or changes the one that is there.</summary>
    /// <param name="actor">Who wants it.</param>
    /// <param name="project">The project.</param>
    /// <param name="version">The release.</param>
    /// <param name="change">What to set.</param>
    /// <param name="expectedVersion">The version of the stored release that the change was made for, 0 for none, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting; the change may be made all the same.</param>
    ValueTask<CommandResult<Release>> SaveAsync(
        Actor actor, ProjectId project, string version, ReleaseChange change, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a release with its deploys and commits. Events keep its name, and the next one brings it back.</summary>
    ValueTask<CommandResult<Release>> DeleteAsync(Actor actor, ProjectId project, string version, CancellationToken cancellationToken = default);

    /// <summary>Lists the deploys of a release, the last done first.</summary>
    ValueTask<CommandResult<Page<Deploy>>> ListDeploysAsync(
        Actor actor, ProjectId project, string version, int limit, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Records a deploy of a release, which is created when it is not there.</summary>
    ValueTask<CommandResult<Deploy>> AddDeployAsync(Actor actor, ProjectId project, string version, Deploy deploy, CancellationToken cancellationToken = default);

    /// <summary>Reads the commits of a release, the newest first; all of them at once.</summary>
    ValueTask<CommandResult<Page<ReleaseCommit>>> ListCommitsAsync(Actor actor, ProjectId project, string version, CancellationToken cancellationToken = default);

    /// <summary>
    /// Attaches commits to a release in place of those that it has; it is created when it is not there. Issues of the project that a commit says to fix, as in
    /// <c>fixes SHOP-42</c>, are resolved in the release, once for each commit.
    /// </summary>
    /// <param name="actor">Who wants it.</param>
    /// <param name="project">The project.</param>
    /// <param name="version">The release.</param>
    /// <param name="commits">The newest first. The first 1,000 of them are kept, or fewer if these are longer than 4 MiB together.</param>
    /// <param name="cancellationToken">Stops waiting; they may be attached all the same.</param>
    ValueTask<CommandResult<Release>> SetCommitsAsync(
        Actor actor, ProjectId project, string version, ImmutableArray<ReleaseCommit> commits, CancellationToken cancellationToken = default);

    /// <summary>Finds the release before another: the highest that is lower by number or, when they have no order, the last created before it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="version">The release.</param>
    /// <param name="withCommits">Whether only releases count to which commits are attached.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Release>> GetPreviousAsync(
        Actor actor, ProjectId project, string version, bool withCommits = false, CancellationToken cancellationToken = default);
}
