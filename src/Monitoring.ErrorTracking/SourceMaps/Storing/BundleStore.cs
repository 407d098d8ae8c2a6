using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.SourceMaps.Bundles;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.SourceMaps.Storing;

/// <summary>Writes and reads bundles. Every call names the project: a bundle of another one is never found.</summary>
internal sealed class BundleStore(IDocumentStore documents, IBlobStore blobs, ChunkStore chunks, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private const string ContentType = "application/zip";

    public long MaxBytes { get; } = options.Value.MaxArtifactBundleBytes;

    public async ValueTask<BundleDocument?> FindAsync(ProjectId project, string id, CancellationToken cancellationToken) =>
        (await documents.FindAsync(Partition.Of(project), BundleDocuments.Bundle, id, cancellationToken).ConfigureAwait(false))?.Value;

    public ValueTask<Stream?> OpenAsync(ProjectId project, BundleDocument bundle, CancellationToken cancellationToken) =>
        blobs.OpenReadAsync(new BlobId(project, bundle.Blob), cancellationToken);

    /// <summary>Puts chunks together, checks the bundle and stores it.</summary>
    /// <returns><see langword="null"/>, or what is wrong with it.</returns>
    public async ValueTask<string?> WriteAsync(
        ProjectId project, BundleAssembly assembly, IReadOnlyList<ChunkDocument> parts, DocumentPut audit, CancellationToken cancellationToken)
    {
        var blob = new BlobId(project, EntityId.Create(timeProvider));
        var problem = await WriteBlobAsync(blob, assembly, parts, cancellationToken).ConfigureAwait(false);
        ImmutableArray<ArtifactFile> files = [];
        if (problem is null)
        {
            using var content = await blobs.OpenReadAsync(blob, cancellationToken).ConfigureAwait(false) ?? throw new InvalidOperationException("A blob that was written is not there.");
            problem = BundleReader.ReadFiles(content, out files);
        }

        if (problem is null)
        {
            problem = await CommitAsync(project, assembly, blob, files, parts.Sum(part => part.Length), audit, cancellationToken).ConfigureAwait(false);
        }

        if (problem is not null)
        {
            await blobs.DeleteAsync(blob, CancellationToken.None).ConfigureAwait(false);
        }

        return problem == AlreadyThere ? null : problem;
    }

    public async ValueTask DeleteAsync(ProjectId project, BundleDocument bundle, DocumentPut audit, CancellationToken cancellationToken)
    {
        var commit = new DocumentCommit
        {
            Partition = Partition.Of(project),
            Puts = [audit],
            Deletes = [new DocumentDelete { Type = BundleDocuments.Bundle, Key = bundle.Bundle.Id }],
        };
        await documents.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        await blobs.DeleteAsync(new BlobId(project, bundle.Blob), CancellationToken.None).ConfigureAwait(false);
    }

    private const string AlreadyThere = "already there";

    private async ValueTask<string?> WriteBlobAsync(BlobId blob, BundleAssembly assembly, IReadOnlyList<ChunkDocument> parts, CancellationToken cancellationToken)
    {
        using var stream = new ChunkStream(chunks, parts);
        var written = await blobs.WriteAsync(new BlobWrite { Id = blob, ContentType = ContentType, MaxLength = MaxBytes }, stream, cancellationToken).ConfigureAwait(false);
        return written.Outcome != BlobWriteOutcome.Written ? $"The bundle is longer than {MaxBytes} bytes."
            : stream.Checksum() != assembly.Checksum ? "The bundle is damaged: the chunks together have another checksum."
            : null;
    }

    private async ValueTask<string?> CommitAsync(
        ProjectId project,
        BundleAssembly assembly,
        BlobId blob,
        ImmutableArray<ArtifactFile> files,
        long length,
        DocumentPut audit,
        CancellationToken cancellationToken)
    {
        var document = new BundleDocument
        {
            Bundle = new ArtifactBundle
            {
                Id = BundleDocuments.BundleId(assembly.Checksum, assembly.Release, assembly.Distribution),
                Checksum = assembly.Checksum,
                Release = assembly.Release,
                Distribution = assembly.Distribution,
                UploadedAt = timeProvider.GetUtcNow(),
                Length = length,
                Files = files,
            },
            Blob = blob.Id,
        };
        var put = BundleDocuments.Bundle.Put(document, 0);
        const int MaxDocument = 8 * 1024 * 1024;
        if (put.Body.Length > MaxDocument)
        {
            return "manifest.json: the paths and addresses of all files together are too long; upload several bundles.";
        }

        var result = await documents.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Puts = [put, audit] }, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed ? null : AlreadyThere;
    }
}
