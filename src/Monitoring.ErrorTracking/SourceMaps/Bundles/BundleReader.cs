using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Monitoring.ErrorTracking.SourceMaps.Decoding;

namespace Monitoring.ErrorTracking.SourceMaps.Bundles;

/// <summary>Reads bundles: ZIP files with a <c>manifest.json</c>. Nothing is unpacked beyond its bounds, whatever the file claims of itself.</summary>
internal static class BundleReader
{
    private const string ManifestPath = "manifest.json";

    /// <summary>Reads what is in a bundle.</summary>
    /// <param name="bundle">A stream that can seek; it is not closed.</param>
    /// <param name="files">The files.</param>
    /// <returns><see langword="null"/>, or what is wrong with the bundle.</returns>
    public static string? ReadFiles(Stream bundle, out ImmutableArray<ArtifactFile> files)
    {
        files = [];
        try
        {
            using var zip = new ZipArchive(bundle, ZipArchiveMode.Read, leaveOpen: true);
            Check(zip);
            var entry = zip.GetEntry(ManifestPath) ?? throw new BundleFault("The bundle has no manifest.json.");
            var manifest = JsonSerializer.Deserialize(Unpack(entry, BundleLimits.ManifestBytes), ManifestJson.Default.Manifest);
            files = [.. Files(zip, manifest)];
            return files.IsEmpty ? "manifest.json: names no file." : null;
        }
        catch (BundleFault fault)
        {
            return fault.Message;
        }
        catch (JsonException exception)
        {
            return $"manifest.json: cannot be read at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.";
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or EndOfStreamException or ArgumentException)
        {
            return "The bundle is no ZIP file, or a broken one.";
        }
    }

    /// <summary>Unpacks one file.</summary>
    /// <returns>The bytes, or what is wrong.</returns>
    public static (byte[]? Content, string? Problem) ReadFile(Stream bundle, string path)
    {
        try
        {
            using var zip = new ZipArchive(bundle, ZipArchiveMode.Read, leaveOpen: true);
            return zip.GetEntry(path) is { } entry ? (Unpack(entry, BundleLimits.FileBytes), null) : (null, $"The bundle has no file '{path}' any more.");
        }
        catch (BundleFault fault)
        {
            return (null, fault.Message);
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or EndOfStreamException or ArgumentException)
        {
            return (null, $"The bundle is broken at its file '{path}'.");
        }
    }

    private static void Check(ZipArchive zip)
    {
        if (zip.Entries.Count > BundleLimits.Files)
        {
            throw new BundleFault($"The bundle has {zip.Entries.Count} files; at most {BundleLimits.Files} are taken.");
        }

        long total = 0;
        foreach (var entry in zip.Entries)
        {
            if (entry.IsEncrypted)
            {
                throw new BundleFault($"'{Short(entry.FullName)}' is encrypted.");
            }

            total += entry.Length;
            if (entry.Length > BundleLimits.FileBytes || total > BundleLimits.TotalBytes)
            {
                throw new BundleFault($"'{Short(entry.FullName)}' is longer unpacked than is taken: {BundleLimits.FileBytes} bytes for one file, {BundleLimits.TotalBytes} for all.");
            }

            if (entry.Length / BundleLimits.Ratio > entry.CompressedLength)
            {
                throw new BundleFault($"'{Short(entry.FullName)}' is packed too tightly to be code: more than {BundleLimits.Ratio} to 1.");
            }
        }
    }

    /// <summary>The lengths in the directory of a ZIP file are claims; this counts.</summary>
    private static byte[] Unpack(ZipArchiveEntry entry, int limit)
    {
        if (entry.Length > limit)
        {
            throw new BundleFault($"'{Short(entry.FullName)}' has {entry.Length} bytes; at most {limit} are taken.");
        }

        using var stream = entry.Open();
        var content = new byte[entry.Length];
        var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        if (length < content.Length || stream.ReadByte() >= 0)
        {
            throw new BundleFault($"'{Short(entry.FullName)}' is not as long as the bundle says.");
        }

        return content;
    }

    private static IEnumerable<ArtifactFile> Files(ZipArchive zip, Manifest? manifest)
    {
        foreach (var (path, file) in manifest?.Files ?? [])
        {
            if (zip.GetEntry(path) is null)
            {
                throw new BundleFault($"manifest.json: the file '{Short(path)}' is not in the bundle.");
            }

            var url = file.Url ?? path;
            var map = file.Header("sourcemap");
            if (path.Length > BundleLimits.TextLength || url.Length > BundleLimits.TextLength || map?.Length > BundleLimits.TextLength)
            {
                throw new BundleFault($"manifest.json: a path or address of '{Short(path)}' is longer than {BundleLimits.TextLength} characters.");
            }

            yield return new ArtifactFile
            {
                Path = path,
                Url = url,
                Kind = Kind(file.Type),
                DebugId = DebugIds.Normalize(file.Header("debug-id")),
                SourceMap = map,
            };
        }
    }

    private static ArtifactKind Kind(string? type) => type switch
    {
        "minified_source" => ArtifactKind.MinifiedSource,
        "source_map" => ArtifactKind.SourceMap,
        "source" => ArtifactKind.Source,
        _ => ArtifactKind.Other,
    };

    private static string Short(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "...");
}
