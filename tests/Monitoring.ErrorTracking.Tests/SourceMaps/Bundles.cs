using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text;
using Monitoring.Access;
using Monitoring.ErrorTracking.SourceMaps;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.SourceMaps;

/// <summary>Bundles as sentry-cli makes them, of the generated shop that lies beside the end-to-end tests.</summary>
internal static class Bundles
{
    public const string DebugId = "4341e26e-b5e3-5c39-8c18-09f27e9ff6b2";

    public static string Code { get; } = Read("shop.min.js");

    public static string Map { get; } = Read("shop.min.js.map");

    public static byte[] Zip(params (string Path, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Shop(string? debugId = DebugId, string? map = null, bool withCode = true)
    {
        var files = new JsonObject
        {
            ["files/_/_/shop.min.js.map"] = Entry("source_map", "~/static/shop.min.js.map", debugId),
        };
        var content = new List<(string, byte[])> { ("files/_/_/shop.min.js.map", Encoding.UTF8.GetBytes(map ?? Map)) };
        if (withCode)
        {
            files["files/_/_/shop.min.js"] = Entry("minified_source", "~/static/shop.min.js", debugId, "shop.min.js.map");
            content.Add(("files/_/_/shop.min.js", Encoding.UTF8.GetBytes(Code)));
        }

        var manifest = new JsonObject { ["files"] = files, ["org"] = "elsewhere", ["project"] = "elsewhere" };
        return Zip([.. content, ("manifest.json", Encoding.UTF8.GetBytes(manifest.ToJsonString()))]);
    }

    /// <summary>Uploads a bundle in chunks, as a sender would.</summary>
    public static async Task<BundleAssemblyResult> UploadAsync(IntakeHost host, byte[] bundle, string? release = null, string? dist = null, int chunk = 500)
    {
        var maps = host.Service<ISourceMaps>();
        var names = new List<string>();
        foreach (var part in bundle.Chunk(chunk))
        {
            names.Add(Name(part));
            Assert.NotNull((await maps.WriteChunkAsync(Actor.System, "demo", names[^1], part, TestContext.Current.CancellationToken)).Value);
        }

        return (await AssembleAsync(host, Name(bundle), [.. names], release, dist))!;
    }

    public static async Task<BundleAssemblyResult?> AssembleAsync(IntakeHost host, string checksum, string[] chunks, string? release = null, string? dist = null)
    {
        var assembly = new BundleAssembly { Organization = "demo", Projects = [host.Project], Checksum = checksum, Chunks = [.. chunks], Release = release, Distribution = dist };
        return (await host.Service<ISourceMaps>().AssembleAsync(Actor.System, assembly, TestContext.Current.CancellationToken)).Value;
    }

    [SuppressMessage("Security", "CA5350", Justification = "The protocol names chunks by SHA-1.")]
    public static string Name(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));

    private static JsonObject Entry(string type, string url, string? debugId, string? map = null)
    {
        var headers = new JsonObject();
        if (debugId is not null)
        {
            headers["debug-id"] = debugId;
        }

        if (map is not null)
        {
            headers["Sourcemap"] = map;
        }

        return new JsonObject { ["type"] = type, ["url"] = url, ["headers"] = headers };
    }

    private static string Read(string name) =>
        File.ReadAllText(Repository.File("tests", "Monitoring.EndToEnd.Tests", "clients", "bundled", "dist", name));
}
