using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.SourceMaps.Library;
using Monitoring.ErrorTracking.SourceMaps.Storing;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.SourceMaps.Uploading;

/// <summary>Takes uploads.</summary>
internal sealed class StoredSourceMaps(
    BundleStore bundles, ChunkStore chunks, IDocumentStore documents, MapLibrary library, IAccessControl access, IAuditLog audit, TimeProvider timeProvider) : ISourceMaps
{
    private const int MaxLimit = 100;
    private const int MaxProjects = 20;
    private const int Sha1Digits = 40;

    public int MaxChunkBytes => ChunkStore.MaxBytes;

    public long MaxBundleBytes => bundles.MaxBytes;

    public async ValueTask<CommandResult<UploadedChunk>> WriteChunkAsync(
        Actor actor, string organization, string checksum, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(organization);
        ArgumentNullException.ThrowIfNull(checksum);
        var name = checksum.ToLowerInvariant();
        var problem = IsChecksum(name) ? await chunks.WriteAsync(actor, organization, name, content, cancellationToken).ConfigureAwait(false) : NoChecksum("The name of a chunk");
        return problem is null
            ? CommandResults.Done(new UploadedChunk { Checksum = name, Length = content.Length })
            : CommandResults.Invalid<UploadedChunk>(problem);
    }

    public async ValueTask<CommandResult<BundleAssemblyResult>> AssembleAsync(Actor actor, BundleAssembly assembly, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(assembly);
        foreach (var project in assembly.Projects)
        {
            var decision = await access.CheckAsync(actor, Permission.ManageReleases, project, cancellationToken).ConfigureAwait(false);
            if (!decision.IsAllowed)
            {
                return CommandResults.Refused<BundleAssemblyResult>(decision);
            }
        }

        if (FindFault(assembly) is { } fault)
        {
            return CommandResults.Invalid<BundleAssemblyResult>(fault);
        }

        var wanted = assembly with { Checksum = assembly.Checksum.ToLowerInvariant(), Chunks = [.. assembly.Chunks.Select(chunk => chunk.ToLowerInvariant())] };
        return CommandResults.Done(await AssembleCheckedAsync(actor, wanted, cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask<CommandResult<Page<ArtifactBundle>>> ListAsync(
        Actor actor, ProjectId project, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<ArtifactBundle>>(decision);
        }

        var query = new DocumentQuery
        {
            Partition = Partition.Of(project),
            Type = BundleDocuments.Bundle,
            Index = BundleDocuments.ByUpload,
            Descending = true,
            Limit = limit,
            Cursor = cursor,
        };
        var page = await documents.QueryAsync(BundleDocuments.Bundle, query, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(new Page<ArtifactBundle> { Items = [.. page.Items.Select(item => item.Value.Bundle)], Next = page.Next });
    }

    public async ValueTask<CommandResult<ArtifactBundle>> DeleteAsync(Actor actor, ProjectId project, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(id);
        var decision = await access.CheckAsync(actor, Permission.ManageReleases, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<ArtifactBundle>(decision);
        }

        if (id.Length is 0 or > 255 || await bundles.FindAsync(project, id, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return CommandResults.NotFound<ArtifactBundle>("There is no bundle of this name.");
        }

        await bundles.DeleteAsync(project, found, Audit(actor, project, "source-maps.deleted", found.Bundle.Checksum), cancellationToken).ConfigureAwait(false);
        library.Forget(project);
        return CommandResults.Done(found.Bundle);
    }

    private async ValueTask<BundleAssemblyResult> AssembleCheckedAsync(Actor actor, BundleAssembly assembly, CancellationToken cancellationToken)
    {
        var id = BundleDocuments.BundleId(assembly.Checksum, assembly.Release, assembly.Distribution);
        var open = new List<ProjectId>();
        foreach (var project in assembly.Projects)
        {
            if (await bundles.FindAsync(project, id, cancellationToken).ConfigureAwait(false) is null)
            {
                open.Add(project);
            }
        }

        if (open.Count == 0)
        {
            return new BundleAssemblyResult { IsStored = true };
        }

        var parts = new List<ChunkDocument>();
        var missing = new List<string>();
        foreach (var checksum in assembly.Chunks)
        {
            var key = BundleDocuments.ChunkKey(assembly.Organization, actor.Id, checksum);
            if (await chunks.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } found)
            {
                parts.Add(found);
            }
            else
            {
                missing.Add(checksum);
            }
        }

        if (missing.Count > 0)
        {
            return new BundleAssemblyResult { MissingChunks = [.. missing.Distinct()] };
        }

        foreach (var project in open)
        {
            var entry = Audit(actor, project, "source-maps.uploaded", assembly.Checksum);
            if (await bundles.WriteAsync(project, assembly, parts, entry, cancellationToken).ConfigureAwait(false) is { } problem)
            {
                return new BundleAssemblyResult { Problem = problem };
            }

            library.Forget(project);
        }

        await chunks.RemoveAsync(parts, cancellationToken).ConfigureAwait(false);
        return new BundleAssemblyResult { IsStored = true };
    }

    private string? FindFault(BundleAssembly assembly)
    {
        var maxChunks = (bundles.MaxBytes / ChunkStore.MaxBytes) + 1;
        return assembly.Projects.Length is 0 or > MaxProjects ? $"projects: 1 to {MaxProjects} are expected."
            : !IsChecksum(assembly.Checksum) ? NoChecksum("checksum")
            : assembly.Chunks.IsEmpty || assembly.Chunks.Length > maxChunks ? $"chunks: 1 to {maxChunks} are expected; a bundle has at most {bundles.MaxBytes} bytes."
            : assembly.Chunks.Any(chunk => !IsChecksum(chunk)) ? NoChecksum("chunks: each")
            : assembly.Release?.Length > 200 || assembly.Distribution?.Length > 64 ? "version, dist: at most 200 and 64 characters are taken."
            : null;
    }

    private static bool IsChecksum(string? text) => text is { Length: Sha1Digits } && text.All(char.IsAsciiHexDigit);

    private static string NoChecksum(string place) => $"{place} must be a SHA-1 checksum of {Sha1Digits} hexadecimal digits.";

    private DocumentPut Audit(Actor actor, ProjectId project, string action, string checksum) =>
        audit.Prepare(AuditEntry.Of(actor, project, action, $"bundle:{checksum}", timeProvider));
}
