using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Monitoring.AspNetCore.Tests.Hosting;

/// <summary>Uploads of source maps as sentry-cli sends them.</summary>
internal static class Uploads
{
    public const string Chunks = "/api/0/organizations/demo/chunk-upload/";
    public const string Assemble = "/api/0/organizations/demo/artifactbundle/assemble/";

    /// <summary>Uploads the bundle for a release.</summary>
    /// <returns>Its checksum.</returns>
    public static async Task<string> UploadAsync(this HttpClient client, string? release = null)
    {
        var bundle = Bundle();
        var name = Name(bundle);
        using var uploaded = await client.PostAsync(Chunks, Form(name, bundle), TestContext.Current.CancellationToken);
        Assert.True(uploaded.IsSuccessStatusCode, $"{uploaded.StatusCode}");
        var version = release is null ? "" : $$""" ,"version":"{{release}}" """;
        var stored = await client.SendAsync("POST", Assemble, $$"""{"checksum":"{{name}}","chunks":["{{name}}"],"projects":["shop"]{{version}}}""").JsonAsync();
        Assert.Equal("ok", (string?)stored["state"]);
        return name;
    }

    /// <summary>A bundle, the same bytes each time.</summary>
    public static byte[] Bundle()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in new[]
                     {
                         ("manifest.json", """{"files":{"a.map":{"type":"source_map","url":"~/a.map","headers":{"debug-id":"4341e26e-b5e3-5c39-8c18-09f27e9ff6b2"}}}}"""),
                         ("a.map", """{"version":3,"sources":[],"names":[],"mappings":""}"""),
                     })
            {
                var entry = zip.CreateEntry(path);
                entry.LastWriteTime = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    public static MultipartFormDataContent Form(string name, byte[] content, bool pack = true, string field = "file_gzip")
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        var part = new ByteArrayContent(pack ? packed.ToArray() : content);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return new MultipartFormDataContent { { part, field, name } };
    }

    [SuppressMessage("Security", "CA5350", Justification = "The protocol names chunks by SHA-1.")]
    public static string Name(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));
}
