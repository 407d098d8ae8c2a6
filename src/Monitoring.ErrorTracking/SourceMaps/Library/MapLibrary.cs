using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.SourceMaps.Bundles;
using Monitoring.ErrorTracking.SourceMaps.Decoding;
using Monitoring.ErrorTracking.SourceMaps.Storing;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.SourceMaps.Library;

/// <summary>Finds the maps of a project, decoded, and keeps those that are in use.</summary>
internal sealed class MapLibrary(IDocumentStore documents, IBlobStore blobs, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider) : IDisposable
{
    /// <summary>How soon an upload through another host is seen.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>How soon a newer upload of a map that was found is seen.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private const int MaxProjects = 10_000;

    private readonly ConcurrentDictionary<ProjectId, (bool HasMaps, long At)> _projects = new();
    private readonly LibraryCache _cache = new(options.Value.SourceMapCacheBytes, timeProvider);

    /// <summary>Maps are large while they are decoded; only so many at once.</summary>
    private readonly SemaphoreSlim _loading = new(2);

    public void Dispose() => _loading.Dispose();

    /// <summary>Whether anything was uploaded for a project: all that an event of a project without maps costs.</summary>
    public async ValueTask<bool> HasMapsAsync(ProjectId project, CancellationToken cancellationToken)
    {
        if (_projects.TryGetValue(project, out var known) && timeProvider.GetElapsedTime(known.At) < Fresh)
        {
            return known.HasMaps;
        }

        var at = timeProvider.GetTimestamp();
        var query = new DocumentQuery { Partition = Partition.Of(project), Type = BundleDocuments.Bundle, Index = BundleDocuments.ByUpload, Limit = 1 };
        var hasMaps = !(await documents.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items.IsEmpty;
        if (_projects.Count >= MaxProjects)
        {
            _projects.Clear();
        }

        _projects[project] = (hasMaps, at);
        return hasMaps;
    }

    /// <summary>Forgets what is remembered of a project, so that this host sees a change at once.</summary>
    public void Forget(ProjectId project)
    {
        _projects.TryRemove(project, out _);
        _cache.Forget(project);
    }

    /// <summary>Finds a generated file; nothing when no upload of the project has it.</summary>
    public async ValueTask<GeneratedCode?> FindAsync(LibraryKey key, CancellationToken cancellationToken) =>
        await _cache.GetAsync(key, () => LoadAsync(key), code => code?.Map is null ? Fresh : Kept).WaitAsync(cancellationToken).ConfigureAwait(false);

    private async Task<GeneratedCode?> LoadAsync(LibraryKey key)
    {
        await _loading.WaitAsync().ConfigureAwait(false);
        try
        {
            return key.DebugId is { } id ? await LoadByIdAsync(key, id).ConfigureAwait(false) : await LoadByUrlAsync(key).ConfigureAwait(false);
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<GeneratedCode?> LoadByIdAsync(LibraryKey key, string id)
    {
        if (await NewestAsync(key.Project, BundleDocuments.ByDebugId, BundleDocuments.DebugId(id)).ConfigureAwait(false) is not { } bundle)
        {
            return null;
        }

        var files = bundle.Bundle.Files;
        return await LoadAsync(
            key.Project,
            bundle,
            files.First(file => file.DebugId == id && file.Kind == ArtifactKind.SourceMap),
            files.FirstOrDefault(file => file.DebugId == id && file.Kind == ArtifactKind.MinifiedSource)).ConfigureAwait(false);
    }

    private async Task<GeneratedCode?> LoadByUrlAsync(LibraryKey key)
    {
        foreach (var url in ArtifactUrls.Candidates(key.Url!))
        {
            var bundle = await NewestAsync(key.Project, BundleDocuments.ByUrl, BundleDocuments.Url(key.Release!, key.Distribution, url)).ConfigureAwait(false);
            if (bundle?.Bundle.Files.FirstOrDefault(file => file.Url == url && file.Kind == ArtifactKind.MinifiedSource) is not { } generated)
            {
                continue;
            }

            var mapUrl = ArtifactUrls.Resolve(generated.Url, generated.SourceMap ?? generated.Url + ".map");
            return await FindMapAsync(key, bundle, mapUrl).ConfigureAwait(false) is var (other, map)
                ? await LoadAsync(key.Project, other, map, other == bundle ? generated : null).ConfigureAwait(false)
                : new GeneratedCode { MapUrl = mapUrl, Problem = $"the release has {generated.Url}, but not its map {mapUrl}" };
        }

        return null;
    }

    /// <summary>The map of a generated file: in its own bundle, or in another one of the release.</summary>
    private async Task<(BundleDocument Bundle, ArtifactFile Map)?> FindMapAsync(LibraryKey key, BundleDocument bundle, string url)
    {
        if (Map(bundle) is { } own)
        {
            return (bundle, own);
        }

        var other = await NewestAsync(key.Project, BundleDocuments.ByUrl, BundleDocuments.Url(key.Release!, key.Distribution, url)).ConfigureAwait(false);
        return other is not null && Map(other) is { } map ? (other, map) : null;

        ArtifactFile? Map(BundleDocument document) => document.Bundle.Files.FirstOrDefault(file => file.Url == url && file.Kind == ArtifactKind.SourceMap);
    }

    private async Task<BundleDocument?> NewestAsync(ProjectId project, string index, IndexKey key)
    {
        var page = await documents.QueryAsync(
            BundleDocuments.Bundle,
            new DocumentQuery
            {
                Partition = Partition.Of(project),
                Type = BundleDocuments.Bundle,
                Index = index,
                Ranges = [IndexRange.StartingWith(key)],
                Descending = true,
                Limit = 1,
            }).ConfigureAwait(false);
        return page.Items.IsEmpty ? null : page.Items[0].Value;
    }

    private async Task<GeneratedCode> LoadAsync(ProjectId project, BundleDocument bundle, ArtifactFile map, ArtifactFile? generated)
    {
        using var content = await blobs.OpenReadAsync(new BlobId(project, bundle.Blob)).ConfigureAwait(false);
        if (content is null)
        {
            return new GeneratedCode { MapUrl = map.Url, Problem = $"the bundle with {map.Url} is being deleted" };
        }

        var (bytes, problem) = BundleReader.ReadFile(content, map.Path);
        if (bytes is null)
        {
            return new GeneratedCode { MapUrl = map.Url, Problem = $"{map.Url} cannot be unpacked: {problem}" };
        }

        var read = SourceMapReader.Read(bytes);
        return read.Map is null
            ? new GeneratedCode { MapUrl = map.Url, Problem = $"{map.Url} cannot be read: {read.Problem}" }
            : new GeneratedCode { MapUrl = map.Url, Map = read.Map, Text = ReadText(content, generated) };
    }

    /// <summary>The generated code helps with names alone; without it the map is worth as much as before.</summary>
    private static GeneratedText? ReadText(Stream content, ArtifactFile? generated)
    {
        if (generated is null)
        {
            return null;
        }

        content.Position = 0;
        return BundleReader.ReadFile(content, generated.Path).Content is { } bytes ? new GeneratedText(Encoding.UTF8.GetString(bytes)) : null;
    }
}
