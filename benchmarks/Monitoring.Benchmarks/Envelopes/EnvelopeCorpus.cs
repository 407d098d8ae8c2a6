using System.Collections.Immutable;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.Benchmarks.Envelopes;

/// <summary>The bytes that all parsers read.</summary>
internal static class EnvelopeCorpus
{
    /// <summary>Envelopes made after the pattern of a busy day.</summary>
    public static ImmutableArray<byte[]> Mix() => EnvelopeMix.Create(300);

    /// <summary>Envelopes with an event that unmodified SDKs sent; empty when the corpus is absent.</summary>
    public static ImmutableArray<byte[]> Recorded() => !Path.Exists(Corpus.Root)
        ? []
        : [.. CorpusPayloads.All
            .Where(payload => payload.IsEnvelope && payload.Path.Contains("/captured/", StringComparison.Ordinal) && payload.Items.Contains("event"))
            .Select(payload => payload.Decoded.ToArray())
            .Where(IsSound)];

    private static bool IsSound(byte[] envelope) => EnvelopeReader.Read(envelope).Problems.IsEmpty;
}
