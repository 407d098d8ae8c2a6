using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Ingest;

/// <summary>A request that an unmodified SDK sent, as it was captured.</summary>
internal sealed record CapturedRequest
{
    private const string Manifest = "sentry/MANIFEST.json";

    public required string Path { get; init; }

    public required ImmutableArray<string> Items { get; init; }

    public required string Url { get; init; }

    public required ImmutableDictionary<string, string> Headers { get; init; }

    public byte[] Body => System.IO.File.ReadAllBytes(Corpus.File("sentry", Path));

    private string[] Segments => Url.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);

    public long Project => long.Parse(Segments[1]);

    public static IReadOnlyCollection<TheoryDataRow<string>> Rows => Corpus.Rows(Manifest, full => Read(full).Select(request => request.Path));

    public static CapturedRequest Find(string path) => Read(Corpus.File("sentry", "MANIFEST.json")).Single(request => request.Path == path);

    public IngestRequest ToRequest() => new()
    {
        Endpoint = Segments[2] == "store" ? IngestEndpoint.Store : IngestEndpoint.Envelope,
        Project = Segments[1],
        Body = new MemoryStream(Body),
        ContentEncoding = Headers.GetValueOrDefault("content-encoding"),
        ContentType = Headers.GetValueOrDefault("content-type"),
        SentryAuth = All("x-sentry-auth"),
        Authorization = All("authorization"),
        Query = Url.Contains('?', StringComparison.Ordinal) ? Url[Url.IndexOf('?', StringComparison.Ordinal)..] : null,
        UserAgent = Headers.GetValueOrDefault("user-agent"),
    };

    private ImmutableArray<string> All(string name) => Headers.TryGetValue(name, out var value) ? [value] : [];

    private static IEnumerable<CapturedRequest> Read(string manifest)
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllBytes(manifest));
        foreach (var entry in json.RootElement.EnumerateArray().Where(entry => entry.TryGetProperty("request", out _)))
        {
            var request = entry.GetProperty("request");
            yield return new CapturedRequest
            {
                Path = entry.GetProperty("path").GetString()!,
                Items = [.. entry.GetProperty("items").EnumerateArray().Select(item => item.GetString()!)],
                Url = request.GetProperty("path").GetString()!,
                Headers = request.GetProperty("headers").EnumerateObject().ToImmutableDictionary(header => header.Name, header => header.Value.GetString()!),
            };
        }
    }
}
