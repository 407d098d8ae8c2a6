using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.SourceMaps.Storing;

/// <summary>How bundles lie in the partition of their project, and chunks in that of the host.</summary>
internal static class BundleDocuments
{
    public const string ByDebugId = "debug-id";
    public const string ByUrl = "url";
    public const string ByUpload = "uploaded";
    public const string ByExpiry = "expires";

    public static DocumentType<BundleDocument> Bundle { get; } = new(
        "artifact-bundle",
        BundleJson.Default.BundleDocument,
        document => document.Bundle.Id,
        [
            new DocumentIndex<BundleDocument>(ByUpload, document => IndexKey.Empty.Add(document.Bundle.UploadedAt)),
            new DocumentIndex<BundleDocument>(ByDebugId, document => document.Bundle.Files
                .Where(file => file.DebugId is not null && file.Kind == ArtifactKind.SourceMap)
                .Select(file => DebugId(file.DebugId!).Add(document.Bundle.UploadedAt))),
            new DocumentIndex<BundleDocument>(ByUrl, document => document.Bundle.Release is not { } release ? [] : document.Bundle.Files
                .Where(file => file.Kind is ArtifactKind.MinifiedSource or ArtifactKind.SourceMap)
                .Select(file => Url(release, document.Bundle.Distribution, file.Url).Add(document.Bundle.UploadedAt))),
        ]);

    public static DocumentType<ChunkDocument> Chunk { get; } = new(
        "upload-chunk",
        BundleJson.Default.ChunkDocument,
        document => document.Key,
        [new DocumentIndex<ChunkDocument>(ByExpiry, document => IndexKey.Empty.Add(document.ExpiresAt))]);

    public static ImmutableArray<DocumentType> All { get; } = [Bundle, Chunk];

    public static IndexKey DebugId(string id) => IndexKey.Empty.Add(id);

    public static IndexKey Url(string release, string? distribution, string url) => IndexKey.Empty.Add(release).Add(distribution ?? "").Add(url);

    /// <summary>The name of a bundle: the same bytes for the same release are the same bundle.</summary>
    public static string BundleId(string checksum, string? release, string? distribution) =>
        release is null ? checksum : $"{checksum}-{Digest(release, distribution ?? "")[..16]}";

    /// <summary>The name of a chunk, which only the same actor in the same organisation can say.</summary>
    public static string ChunkKey(string organization, string actorId, string checksum) => Digest(organization, actorId, checksum);

    /// <summary>SHA-256 over the parts in UTF-8, each with its length before it.</summary>
    private static string Digest(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
