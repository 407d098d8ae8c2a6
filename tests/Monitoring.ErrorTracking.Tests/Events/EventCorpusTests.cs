using System.Buffers;
using System.Text.Json;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Events.Writing;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.ErrorTracking.Tests.Events;

/// <summary>Events that real SDKs sent, compared with an independent reading of the same JSON.</summary>
public sealed class EventCorpusTests
{
    private static readonly EventNormalizer Normalizer = new(maxBytes: 16 * 1024 * 1024);

    public static IReadOnlyCollection<TheoryDataRow<string>> Recorded => CorpusPayloads.Paths(payload => payload.Items.Any(IsEventType) || !payload.IsEnvelope);

    public static IReadOnlyCollection<TheoryDataRow<string>> Inputs =>
    [
        .. Corpus.Files("sentry/grouping/inputs", "*.json"),
        .. Corpus.Files("sentry/fingerprint/inputs", "*.json"),
        .. Corpus.Files("sentry/categories/inputs", "*.json"),
    ];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Normalize_RecordedEvent_KeepsWhatItSays(string path)
    {
        var payload = CorpusPayloads.Find(path);
        if (!payload.IsEnvelope)
        {
            AssertKept(payload.Decoded);
            return;
        }

        foreach (var item in EnvelopeReader.Read(payload.Decoded).Items.Where(item => item.Kind is EnvelopeItemKind.Event or EnvelopeItemKind.Feedback))
        {
            AssertKept(item.GetPayload());
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Normalize_InputOfGrouping_KeepsWhatItSays(string path) => AssertKept(File.ReadAllBytes(Corpus.File(path)));

    private static bool IsEventType(string type) => type is "event" or "feedback";

    private static void AssertKept(ReadOnlyMemory<byte> payload)
    {
        var receipt = TestData.Some.Receipt();
        var result = Normalizer.Normalize(payload, receipt);
        using var document = JsonDocument.Parse(payload);
        if (result.Rejection == EventRejection.InvalidTransaction)
        {
            Assert.Equal("transaction", document.RootElement.GetProperty("type").GetString());
            return;
        }

        Assert.NotNull(result.Event);
        IndependentReading.AssertSame(document.RootElement, result.Event);

        var again = Normalizer.Normalize(Write(result.Event), receipt);
        Assert.NotNull(again.Event);
        Assert.Equal(Text(result.Event), Text(again.Event));
        DeepEquality.AssertEqual(result.Event, again.Event);
    }

    private static byte[] Write(ErrorEvent errorEvent)
    {
        var output = new ArrayBufferWriter<byte>();
        ErrorEventWriter.Write(output, errorEvent);
        return output.WrittenSpan.ToArray();
    }

    private static string Text(ErrorEvent errorEvent) => System.Text.Encoding.UTF8.GetString(Write(errorEvent));
}
