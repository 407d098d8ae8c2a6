using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.Benchmarks.Envelopes;

/// <summary>The bytes that all parsers read.</summary>
internal static class EnvelopeCorpus
{
    /// <summary>Envelopes made after the pattern of a busy day, as far as all parsers read them.</summary>
    public static ImmutableArray<byte[]> Mix() => [.. EnvelopeMix.Create(300).Where(SdkReads)];

    /// <summary>Envelopes with an event that unmodified SDKs sent, as far as all parsers read them; empty when the corpus is absent.</summary>
    public static ImmutableArray<byte[]> Recorded() => !Path.Exists(Corpus.Root)
        ? []
        : [.. CorpusPayloads.All
            .Where(payload => payload.IsEnvelope && payload.Path.Contains("/captured/", StringComparison.Ordinal) && payload.Items.Contains("event"))
            .Select(payload => payload.Decoded.ToArray())
            .Where(envelope => IsSound(envelope) && SdkReads(envelope))];

    private static bool IsSound(byte[] envelope) => EnvelopeReader.Read(envelope).Problems.IsEmpty;

    /// <summary>The SDK reads back what its own family writes; some of what others send it refuses.</summary>
    private static bool SdkReads(byte[] envelope)
    {
        try
        {
            using var stream = new MemoryStream(envelope);
            using var parsed = Sentry.Protocol.Envelopes.Envelope.DeserializeAsync(stream).GetAwaiter().GetResult();
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or FormatException or JsonException)
        {
            return false;
        }
    }
}
