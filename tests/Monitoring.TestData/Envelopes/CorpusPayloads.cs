using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Monitoring.TestData.Envelopes;

/// <summary>The recorded envelopes and events of the corpus.</summary>
public static class CorpusPayloads
{
    private static readonly Lazy<ImmutableArray<CorpusPayload>> Loaded = new(Load);

    /// <summary>All of them, in the order of the manifest; skips or fails the running test when the corpus is absent.</summary>
    public static ImmutableArray<CorpusPayload> All
    {
        get
        {
            Corpus.File("sentry", "MANIFEST.json");
            return Loaded.Value;
        }
    }

    /// <summary>One of them by its path below the corpus of Sentry payloads.</summary>
    public static CorpusPayload Find(string path) => All.First(payload => payload.Path == path);

    /// <summary>Theory rows with the paths of those that a test wants.</summary>
    public static IReadOnlyCollection<Xunit.TheoryDataRow<string>> Paths(Func<CorpusPayload, bool> wanted) =>
        Corpus.Rows("sentry", _ => Loaded.Value.Where(wanted).Select(payload => payload.Path));

    private static ImmutableArray<CorpusPayload> Load()
    {
        var root = Path.Combine(Corpus.Root, "sentry");
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "MANIFEST.json")));
        return [.. manifest.RootElement.EnumerateArray().Select(entry => Load(root, entry))];
    }

    private static CorpusPayload Load(string root, JsonElement entry)
    {
        var path = entry.GetProperty("path").GetString()!;
        var body = File.ReadAllBytes(Path.Combine(root, path));
        var request = entry.TryGetProperty("request", out var found) ? found : default;
        var headers = request.ValueKind == JsonValueKind.Object
            ? request.GetProperty("headers").EnumerateObject().ToImmutableSortedDictionary(header => header.Name, header => header.Value.GetString()!)
            : ImmutableSortedDictionary<string, string>.Empty;
        var encoded = entry.TryGetProperty("body_encoding", out var encoding) && encoding.ValueKind == JsonValueKind.String;
        return new CorpusPayload
        {
            Path = path,
            IsEnvelope = entry.GetProperty("kind").GetString() != "event",
            Items = [.. entry.GetProperty("items").EnumerateArray().Select(item => item.GetString()!)],
            Sdk = entry.GetProperty("sdk").GetString(),
            RequestPath = request.ValueKind == JsonValueKind.Object ? request.GetProperty("path").GetString() : null,
            RequestHeaders = headers,
            Body = body,
            Decoded = Decode(body, headers.GetValueOrDefault("content-encoding") == "gzip", encoded),
        };
    }

    private static byte[] Decode(byte[] body, bool gzip, bool base64Zlib)
    {
        var compressed = base64Zlib ? Convert.FromBase64String(Encoding.ASCII.GetString(body)) : body;
        if (!gzip && !base64Zlib)
        {
            return body;
        }

        using var input = new MemoryStream(compressed);
        using Stream stream = gzip ? new GZipStream(input, CompressionMode.Decompress) : new ZLibStream(input, CompressionMode.Decompress);
        using var output = new MemoryStream();
        stream.CopyTo(output);
        return output.ToArray();
    }
}
