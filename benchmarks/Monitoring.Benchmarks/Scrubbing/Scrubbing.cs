using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Monitoring.Benchmarks.Envelopes;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Scrubbing;
using Monitoring.ErrorTracking.Scrubbing.Passes;
using Monitoring.TestData;

namespace Monitoring.Benchmarks.Scrubbing;

/// <summary>Scrubbing beside parsing the same events.</summary>
[MemoryDiagnoser]
public class Scrubbing
{
    private readonly EventNormalizer _normalizer = new();
    private readonly EventReceipt _receipt = Some.Receipt();
    private readonly Scrubber _default = With(new ScrubbingSettings());

    private readonly Scrubber _thorough = new(new ScrubbingSettings(), new byte[32], [], []) { IsThorough = true };

    /// <summary>One rule on a field that is nowhere.</summary>
    private readonly Scrubber _walk = With(new ScrubbingSettings
    {
        Defaults = false,
        Rules = [new ScrubbingRule { Method = ScrubMethod.Replace, Type = ScrubType.Anything, Source = "nowhere.nothing" }],
    });

    private readonly Scrubber _rules = With(new ScrubbingSettings
    {
        IpAddresses = IpAddressStorage.Mask,
        Rules =
        [
            new ScrubbingRule { Method = ScrubMethod.Replace, Type = ScrubType.Email, Source = "$string" },
            new ScrubbingRule { Method = ScrubMethod.Hash, Type = ScrubType.Anything, Source = "user.id || user.username" },
            new ScrubbingRule { Method = ScrubMethod.Remove, Type = ScrubType.UserPath, Source = "$frame.vars || extra" },
        ],
    });

    private ImmutableArray<ReadOnlyMemory<byte>> _payloads = [];

    [Params("mix", "recorded")]
    public string Data { get; set; } = "mix";

    [GlobalSetup]
    public void Setup()
    {
        var envelopes = Data == "mix" ? EnvelopeCorpus.Mix() : EnvelopeCorpus.Recorded();
        _payloads = [.. envelopes.SelectMany(envelope => EnvelopeReader.Read(envelope).Items).Where(item => item.Kind == EnvelopeItemKind.Event).Select(item => item.GetPayload())];
    }

    [Benchmark(Baseline = true, Description = "parsing and normalising")]
    public int Parse()
    {
        var parsed = 0;
        foreach (var payload in _payloads)
        {
            parsed += _normalizer.Normalize(payload, _receipt).Event is null ? 0 : 1;
        }

        return parsed;
    }

    [Benchmark(Description = "scrubbing by default")]
    public int Default() => Scrub(_default);

    [Benchmark(Description = "scrubbing every text for everything")]
    public int Thorough() => Scrub(_thorough);

    [Benchmark(Description = "walking over all fields")]
    public int Walk() => Scrub(_walk);

    [Benchmark(Description = "scrubbing with three rules and masked addresses")]
    public int Rules() => Scrub(_rules);

    private static Scrubber With(ScrubbingSettings settings) => new(settings, new byte[32], [], []);

    private int Scrub(Scrubber scrubber)
    {
        var changed = 0;
        foreach (var payload in _payloads)
        {
            changed += scrubber.Scrub(payload)!.IsChanged ? 1 : 0;
        }

        return changed;
    }
}
