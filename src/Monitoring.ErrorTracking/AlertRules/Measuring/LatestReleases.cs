using System.Collections.Immutable;
using Monitoring.ErrorTracking.Releases;
using Monitoring.ErrorTracking.Releases.Latest;
using Monitoring.ErrorTracking.Releases.Storing;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.Measuring;

/// <summary>
/// Knows whether a release is the latest of its kind: none of the last created ones comes after it in the order of releases, or, where that cannot be told, none of the
/// same was created later. One that only events tell of and that leaps ahead, such as 999.9.9, is not believed to be.
/// </summary>
internal sealed class LatestReleases(IDocumentStore store, IReleaseOrder order)
{
    /// <summary>How many releases are looked at, the last created ones.</summary>
    private const int LookedAt = 100;

    public async ValueTask<bool> IsLatestAsync(ProjectId project, string? release, CancellationToken cancellationToken) =>
        release is not null && IsLatest(release, await ListAsync(project, cancellationToken).ConfigureAwait(false));

    public async ValueTask<bool> HasLatestAsync(ProjectId project, ImmutableArray<string> releases, CancellationToken cancellationToken)
    {
        var known = await ListAsync(project, cancellationToken).ConfigureAwait(false);
        return releases.Any(release => IsLatest(release, known));
    }

    private async ValueTask<ImmutableArray<Release>> ListAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Partition = Partition.Of(project),
            Type = ReleaseDocuments.Release,
            Index = ReleaseDocuments.ByCreation,
            Descending = true,
            Limit = LookedAt,
        };
        var created = await store.QueryAsync(ReleaseDocuments.Release, query, cancellationToken).ConfigureAwait(false);
        return [.. ReleaseFront.Believed([.. created.Items.Select(item => item.Value)])];
    }

    private bool IsLatest(string release, ImmutableArray<Release> known)
    {
        // A release that was not written yet was seen just now.
        var created = known.FirstOrDefault(other => other.Version == release)?.CreatedAt ?? DateTimeOffset.MaxValue;
        return !known.Any(other => !other.IsArchived && other.Version != release && IsAfter(other, release, created));
    }

    private bool IsAfter(Release other, string release, DateTimeOffset created) =>
        order.Compare(other.Version, release) is { } place ? place > 0 || (place == 0 && other.CreatedAt > created) : other.CreatedAt > created;
}
