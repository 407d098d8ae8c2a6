using System.Collections.Immutable;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.TestData;

namespace Monitoring.Benchmarks.Envelopes;

/// <summary>
/// Envelope and event to the normalised model, beside the SDK's own parser, which neither validates nor normalises, and beside the floor: framing and a bare
/// pass of the framework's tokenizer over the same payloads.
/// </summary>
[MemoryDiagnoser]
public class EnvelopeParsing
{
    private readonly EventNormalizer _normalizer = new();
    private readonly EventReceipt _receipt = Some.Receipt();
    private ImmutableArray<byte[]> _envelopes = [];

    [Params("mix", "recorded")]
    public string Data { get; set; } = "mix";

    [GlobalSetup]
    public void Setup()
    {
        _envelopes = Data == "mix" ? EnvelopeCorpus.Mix() : EnvelopeCorpus.Recorded();
    }

    [Benchmark(Baseline = true, Description = "floor: framing and one bare token pass")]
    public int Floor()
    {
        var tokens = 0;
        foreach (var envelope in _envelopes)
        {
            var reader = new EnvelopeReader(envelope);
            while (reader.TryReadItem(out var item))
            {
                if (item.Kind == EnvelopeItemKind.Event)
                {
                    var json = new Utf8JsonReader(item.Payload.FirstSpan);
                    while (json.Read())
                    {
                        tokens++;
                    }
                }
            }
        }

        return tokens;
    }

    [Benchmark(Description = "framing alone")]
    public int Framing()
    {
        var items = 0;
        foreach (var envelope in _envelopes)
        {
            var reader = new EnvelopeReader(envelope);
            while (reader.TryReadItem(out _))
            {
                items++;
            }
        }

        return items;
    }

    [Benchmark(Description = "Monitoring: envelope and event, validated and normalised")]
    public int Monitoring()
    {
        var frames = 0;
        foreach (var envelope in _envelopes)
        {
            var reader = new EnvelopeReader(envelope);
            while (reader.TryReadItem(out var item))
            {
                if (item.Kind == EnvelopeItemKind.Event)
                {
                    frames += _normalizer.Normalize(item.Payload, _receipt).Event!.Exceptions.Length;
                }
            }
        }

        return frames;
    }

    [Benchmark(Description = "Sentry SDK: Envelope.DeserializeAsync")]
    public async Task<int> SentrySdk()
    {
        var items = 0;
        foreach (var envelope in _envelopes)
        {
            using var stream = new MemoryStream(envelope);
            using var parsed = await Sentry.Protocol.Envelopes.Envelope.DeserializeAsync(stream);
            items += parsed.Items.Count;
        }

        return items;
    }
}
