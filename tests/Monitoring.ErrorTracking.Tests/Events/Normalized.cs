using System.Buffers;
using System.Text;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Events.Writing;

namespace Monitoring.ErrorTracking.Tests.Events;

/// <summary>Normalises events for tests; each time it also checks that what is written normalises to the same again.</summary>
internal static class Normalized
{
    private static readonly EventNormalizer Normalizer = new(maxBytes: 16 * 1024 * 1024);

    public static ErrorEvent Of(string json, EventReceipt? receipt = null) => Of(Encoding.UTF8.GetBytes(json), receipt);

    public static ErrorEvent Of(ReadOnlyMemory<byte> json, EventReceipt? receipt = null)
    {
        receipt ??= TestData.Some.Receipt();
        var result = Normalizer.Normalize(json, receipt);
        Assert.True(result.Event is not null, $"{result.Rejection}: {result.Message}");
        AssertStable(result.Event, receipt);
        return result.Event;
    }

    public static EventReadResult Try(ReadOnlyMemory<byte> json) => Normalizer.Normalize(json, TestData.Some.Receipt());

    /// <summary>Normalising what is written, without the sender's clock, gives the same event.</summary>
    public static void AssertStable(ErrorEvent expected, EventReceipt receipt)
    {
        var written = Write(expected);
        var again = Normalizer.Normalize(written, receipt with { SentAt = null });
        Assert.True(again.Event is not null, Encoding.UTF8.GetString(written));
        DeepEquality.AssertEqual(expected, again.Event);
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(Write(again.Event)));
    }

    public static byte[] Write(ErrorEvent errorEvent)
    {
        var output = new ArrayBufferWriter<byte>();
        ErrorEventWriter.Write(output, errorEvent);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The faults as <c>code path</c>.</summary>
    public static string[] Faults(this ErrorEvent errorEvent) => [.. errorEvent.Problems.Select(problem => $"{problem.Code} {problem.Path}")];
}
