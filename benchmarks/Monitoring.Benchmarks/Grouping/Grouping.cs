using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Monitoring.Benchmarks.Envelopes;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Grouping.Settings;
using Monitoring.TestData;

namespace Monitoring.Benchmarks.Grouping;

/// <summary>Grouping beside parsing the same events: grouping an average event must take less time than parsing it.</summary>
[MemoryDiagnoser]
public class Grouping
{
    private readonly EventNormalizer _normalizer = new();
    private readonly EventReceipt _receipt = Some.Receipt();
    private readonly IGroupingStrategy _own = GroupingStrategies.BuiltIn(GroupingConfigurationIds.Monitoring2026);
    private readonly IGroupingStrategy _newstyle = GroupingStrategies.BuiltIn(GroupingConfigurationIds.Newstyle2026);
    private ImmutableArray<ReadOnlyMemory<byte>> _payloads = [];
    private ImmutableArray<ErrorEvent> _events = [];

    [Params("mix", "recorded")]
    public string Data { get; set; } = "mix";

    [GlobalSetup]
    public void Setup()
    {
        var envelopes = Data == "mix" ? EnvelopeCorpus.Mix() : EnvelopeCorpus.Recorded();
        _payloads = [.. envelopes.SelectMany(envelope => EnvelopeReader.Read(envelope).Items).Where(item => item.Kind == EnvelopeItemKind.Event).Select(item => item.GetPayload())];
        _events = [.. _payloads.Select(payload => _normalizer.Normalize(payload, _receipt).Event).OfType<ErrorEvent>()];
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

    [Benchmark(Description = "grouping")]
    public int Group() => Group(_own);

    [Benchmark(Description = "grouping as newstyle:2026-01-20")]
    public int GroupNewstyle() => Group(_newstyle);

    [Benchmark(Description = "explaining")]
    public int Explain()
    {
        var variants = 0;
        foreach (var errorEvent in _events)
        {
            variants += _own.Explain(errorEvent, GroupingRules.None).Variants.Length;
        }

        return variants;
    }

    private int Group(IGroupingStrategy strategy)
    {
        var hashes = 0;
        foreach (var errorEvent in _events)
        {
            hashes += strategy.Group(errorEvent, GroupingRules.None).Hashes.Length;
        }

        return hashes;
    }
}
