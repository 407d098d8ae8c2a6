using System.Collections.Immutable;
using Monitoring.ErrorTracking.Releases.Storing;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Releases.Latest;

/// <summary>Which releases of a project are known at a moment, and which of them come first. Of a project with more than 500 the last created are looked at.</summary>
internal sealed class KnownReleases(ReleaseStore store)
{
    private const int MaxLookedAt = 500;

    /// <summary>
    /// The newest releases: those that no other one comes after, the last created first. Each package has one of those that are in order, and
    /// releases without an order are all among them. A release that only events tell of and that leaps ahead is not believed.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="seen">Releases that are known beside the stored ones.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async ValueTask<ImmutableArray<string>> NewestAsync(ProjectId project, ImmutableArray<string> seen, CancellationToken cancellationToken)
    {
        var stored = await store.LastCreatedAsync(project, MaxLookedAt, cancellationToken).ConfigureAwait(false);
        var known = stored.Select(release => release.Version).ToHashSet(StringComparer.Ordinal);
        var more = seen.Where(version => !known.Contains(version)).Select(version => new Release { Version = version, CreatedAt = DateTimeOffset.MaxValue, IsFromEvent = true });
        return [.. ReleaseFront.Of([.. more, .. stored]).Take(ErrorStoreLimits.ReleasesOfState).Select(release => release.Version)];
    }

    /// <summary>The release that was created last of those that no other one comes after; <see langword="null"/> when the project has none that is not archived.</summary>
    public async ValueTask<string?> LatestAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var stored = await store.LastCreatedAsync(project, MaxLookedAt, cancellationToken).ConfigureAwait(false);
        return ReleaseFront.Of([.. stored.Where(release => !release.IsArchived)]).FirstOrDefault()?.Version;
    }

    /// <summary>Releases that have no order with any of some others, and were created before those of their package, the last created first.</summary>
    public async ValueTask<ImmutableArray<string>> OlderWithoutOrderAsync(ProjectId project, ImmutableArray<string> versions, CancellationToken cancellationToken)
    {
        var stored = await store.LastCreatedAsync(project, MaxLookedAt, cancellationToken).ConfigureAwait(false);
        return [.. ReleaseFront.OlderWithoutOrder(stored, versions).Take(ErrorStoreLimits.ReleasesOfState).Select(release => release.Version)];
    }
}
