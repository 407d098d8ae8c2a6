using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.SourceMaps;

/// <summary>Takes bundles of source maps as sentry-cli and the plug-ins of bundlers upload them. Developers upload, reporters look.</summary>
/// <remarks>Safe to call on many threads. What is wrong with a bundle is a result. A bundle belongs to the projects that it was assembled for and is found from
/// no other, whatever ids it claims to hold.</remarks>
public interface ISourceMaps
{
    /// <summary>The most bytes of one chunk.</summary>
    int MaxChunkBytes { get; }

    /// <summary>The most bytes of one bundle.</summary>
    long MaxBundleBytes { get; }

    /// <summary>Keeps a chunk for a day, for the caller and the organisation alone: knowing the checksum of a chunk of others is worth nothing.</summary>
    /// <param name="actor">Who uploads; must be a developer in a project of the organisation, which the caller has checked.</param>
    /// <param name="organization">The path of the projects' group.</param>
    /// <param name="checksum">The SHA-1 that the bytes must have.</param>
    /// <param name="content">The bytes, decompressed.</param>
    /// <param name="cancellationToken">Stops the upload; nothing is kept.</param>
    ValueTask<CommandResult<UploadedChunk>> WriteChunkAsync(
        Actor actor, string organization, string checksum, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);

    /// <summary>Puts chunks together and stores the bundle in each project; what is stored already stays as it is.</summary>
    ValueTask<CommandResult<BundleAssemblyResult>> AssembleAsync(Actor actor, BundleAssembly assembly, CancellationToken cancellationToken = default);

    /// <summary>Lists the bundles of a project, the last uploaded first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<ArtifactBundle>>> ListAsync(
        Actor actor, ProjectId project, int limit, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a bundle.</summary>
    ValueTask<CommandResult<ArtifactBundle>> DeleteAsync(Actor actor, ProjectId project, string id, CancellationToken cancellationToken = default);
}
