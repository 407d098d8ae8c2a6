using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.LoadTest.Traffic;

/// <summary>
/// What SDKs send: generated events, and beside them recorded envelopes of real SDKs where the corpus is there, sessions, transactions
/// and check-ins included. The same seed makes the same mix, except for event ids and instants.
/// </summary>
internal sealed class TrafficMix
{
    private const int GeneratedTemplates = 300;

    private readonly Random _random = new(20261122);
    private readonly EnvelopeTemplate[] _generated;
    private readonly EnvelopeTemplate[] _recorded;

    public TrafficMix(Uri dsn)
    {
        var events = new GeneratedEvents(_random);
        _generated = [.. Enumerable.Range(0, GeneratedTemplates).Select(events.Create)];
        _recorded = Directory.Exists(Corpus.Root) ? [.. CorpusPayloads.All.Where(payload => payload.IsEnvelope && payload.RequestPath is not null).Select(payload => Template(payload, dsn))] : [];
    }

    /// <summary>What the mix consists of, for the report.</summary>
    public string Describe()
    {
        var lengths = _generated.Select(template => template.Length).Order().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_generated.Length} generated events of {GeneratedEvents.Kinds} errors (median {lengths[lengths.Length / 2] / 1024.0:F1} KiB, longest {lengths[^1] / 1024.0:F1} KiB) "
            + $"and {_recorded.Length} recorded envelopes, 3 : 1");
    }

    /// <summary>Requests with event ids that were never used before.</summary>
    public TrafficRequest[] Take(int count, Uri dsn)
    {
        var templates = Enumerable.Range(0, count)
            .Select(_ => _recorded.Length > 0 && _random.Next(4) == 0 ? _recorded[_random.Next(_recorded.Length)] : _generated[_random.Next(_generated.Length)])
            .ToArray();
        var requests = new TrafficRequest[count];
        Parallel.For(0, count, index => requests[index] = Request(templates[index], dsn));
        return requests;
    }

    private static TrafficRequest Request(EnvelopeTemplate template, Uri dsn)
    {
        var body = template.Stamp(Guid.NewGuid());
        if (template.IsCompressed)
        {
            body = Compress(body);
        }

        var encoding = template.IsCompressed ? "Content-Encoding: gzip\r\n" : string.Empty;
        var head = $"POST /api/1/envelope/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Sentry-Auth: Sentry sentry_version=7, sentry_key={dsn.UserInfo}\r\n"
            + $"Content-Type: application/x-sentry-envelope\r\n{encoding}Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n";
        return new TrafficRequest((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], template.Events);
    }

    private static EnvelopeTemplate Template(CorpusPayload payload, Uri dsn)
    {
        var bytes = payload.DecodedFor(dsn);
        using var header = JsonDocument.Parse(bytes.AsMemory(0, Array.IndexOf(bytes, (byte)'\n')));
        var id = header.RootElement.TryGetProperty("event_id", out var found) ? found.GetString() : null;
        return new EnvelopeTemplate(bytes, id, payload.Items.Count(item => item == "event"), payload.RequestHeaders.GetValueOrDefault("content-encoding") == "gzip");
    }

    private static byte[] Compress(byte[] body)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return output.ToArray();
    }
}
