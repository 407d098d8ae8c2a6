using System.Collections.Immutable;
using Monitoring.ErrorTracking.Releases.Versions;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Releases.Storing;

/// <summary>Reads releases. Who may read is asked before.</summary>
internal sealed class ReleaseStore(IDocumentStore store)
{
    private const int PageSize = 50;

    /// <summary>How many releases are looked at for the one before another.</summary>
    private const int MaxLookedAt = 500;

    public IDocumentStore Documents => store;

    public ValueTask<Versioned<Release>?> FindAsync(ProjectId project, string version, CancellationToken cancellationToken) =>
        store.FindAsync(Partition.Of(project), ReleaseDocuments.Release, version, cancellationToken);

    public async ValueTask<ImmutableArray<ReleaseCommit>> CommitsAsync(ProjectId project, string version, CancellationToken cancellationToken) =>
        (await store.FindAsync(Partition.Of(project), ReleaseDocuments.Commits, version, cancellationToken).ConfigureAwait(false))?.Value.Commits ?? [];

    /// <summary>Some releases, the last created first.</summary>
    public async ValueTask<ImmutableArray<Release>> LastCreatedAsync(ProjectId project, int max, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<Release>();
        var query = Query(project, ReleaseDocuments.ByCreation, IndexRange.All);
        do
        {
            var page = await store.QueryAsync(ReleaseDocuments.Release, query, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Items.Select(item => item.Value));
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null && found.Count < max);
        return found.ToImmutable();
    }

    /// <summary>The release before another: by number, or by creation when it has no order.</summary>
    public async ValueTask<Release?> PreviousAsync(ProjectId project, Release release, bool withCommits, CancellationToken cancellationToken)
    {
        var version = ReleaseVersion.Parse(release.Version);
        var query = version.IsOrdered
            ? Query(project, ReleaseDocuments.ByNumber, new IndexRange { From = ReleaseDocuments.Numbering(version), To = ReleaseDocuments.Number(version).PrefixEnd() })
            : Query(project, ReleaseDocuments.ByCreation, new IndexRange { From = IndexKey.Empty, To = IndexKey.Empty.Add(release.CreatedAt) });
        for (var seen = 0; seen < MaxLookedAt;)
        {
            var page = await store.QueryAsync(ReleaseDocuments.Release, query, cancellationToken).ConfigureAwait(false);
            var fitting = page.Items.Select(item => item.Value).Where(item => IsBefore(item, release, version) && (!withCommits || item.Commits > 0)).ToList();
            if (fitting.Count > 0)
            {
                // Among releases of one number the build decides, which the index does not know.
                return version.IsOrdered ? fitting.Aggregate((best, other) => ReleaseVersion.Parse(other.Version).Compare(ReleaseVersion.Parse(best.Version)) > 0 ? other : best) : fitting[0];
            }

            if (page.Next is null)
            {
                return null;
            }

            seen += page.Items.Length;
            query = query with { Cursor = page.Next };
        }

        return null;
    }

    private static bool IsBefore(Release candidate, Release release, ReleaseVersion version) =>
        candidate.Version != release.Version && (!version.IsOrdered || ReleaseVersion.Parse(candidate.Version).Compare(version) < 0);

    private static DocumentQuery Query(ProjectId project, string index, IndexRange range) => new()
    {
        Partition = Partition.Of(project),
        Type = ReleaseDocuments.Release,
        Index = index,
        Ranges = [range],
        Descending = true,
        Limit = PageSize,
    };
}
