using System.Collections.Immutable;
using Monitoring.ErrorTracking.Releases.Versions;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Releases.Storing;

/// <summary>How releases, their commits and their deploys lie in the partition of their project.</summary>
internal static class ReleaseDocuments
{
    public const string ByCreation = "created";
    public const string ByNumber = "number";
    public const string ByRelease = "release";

    public static DocumentType<Release> Release { get; } = new(
        "release",
        ReleaseJson.Default.Release,
        release => release.Version,
        [
            new DocumentIndex<Release>(ByCreation, release => IndexKey.Empty.Add(release.CreatedAt)),
            new DocumentIndex<Release>(ByNumber, release => ReleaseVersion.Parse(release.Version) is { IsOrdered: true } version ? [Number(version)] : []),
        ]);

    public static DocumentType<CommitsDocument> Commits { get; } = new("release-commits", ReleaseJson.Default.CommitsDocument, document => document.Version);

    public static DocumentType<DeployDocument> Deploy { get; } = new(
        "release-deploy",
        ReleaseJson.Default.DeployDocument,
        document => document.Deploy.Id.ToString(),
        [new DocumentIndex<DeployDocument>(ByRelease, document => IndexKey.Empty.Add(document.Version).Add(document.Deploy.FinishedAt ?? default))]);

    public static ImmutableArray<DocumentType> All { get; } = [Release, Commits, Deploy];

    /// <summary>All that is numbered like a release, in order.</summary>
    public static IndexKey Numbering(ReleaseVersion version) => IndexKey.Empty.Add(version.Package).Add((long)version.Scheme);

    /// <summary>The place of a release among those.</summary>
    public static IndexKey Number(ReleaseVersion version) =>
        IndexKey.FromBytes(new[] { Numbering(version).Bytes, version.Key.Bytes }.SelectMany(part => part.ToArray()).Take(IndexKey.MaxLength).ToArray());
}
