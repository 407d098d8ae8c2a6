using System.Text;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.ErrorTracking.Tests.Events;

/// <summary>Frames that came before are not read again. What comes out is the same as when every event is the first one.</summary>
public sealed class RepeatedTraceTests
{
    private static readonly byte[][] Seeds =
    [
        .. EnvelopeMix.Create(40).SelectMany(envelope => EnvelopeReader.Read(envelope).Items).Where(item => item.Kind == EnvelopeItemKind.Event)
            .Select(item => item.GetPayload().ToArray()),
    ];

    /// <summary>What is put into frames: faults, escapes, brackets.</summary>
    private static readonly string[] Splices = ["x", "\\n", "\\u00e4", "\\ud800", "\\", "[", "]", "{", "}", "]},{\"frames\":[", ",", " ", "1", "\u0001", "\",\"lineno\":\"x", "\",\"vars\":{\"a\":1},\"b\":\""];

    [Fact]
    public void Repeated_and_mutated_events_are_read_as_the_first_ones()
    {
        var remembering = new EventNormalizer();
        var random = new Random(11);
        for (var round = 0; round < Scale.Count(600, 60_000); round++)
        {
            var payload = Seeds[random.Next(Seeds.Length)];
            payload = random.Next(2) == 0 ? payload : Splice(payload, random);

            var expected = new EventNormalizer().Normalize(payload, Some.Receipt());
            var actual = remembering.Normalize(payload, Some.Receipt());

            Assert.Equal(expected.Rejection, actual.Rejection);
            DeepEquality.AssertEqual(expected.Event, actual.Event);
        }
    }

    [Fact]
    public void Remembered_frames_do_not_refer_to_the_event_that_they_came_with()
    {
        var normalizer = new EventNormalizer();
        var payload = Seeds[0];
        var expected = new EventNormalizer().Normalize(payload, Some.Receipt()).Event!;
        for (var time = 0; time < 3; time++)
        {
            var copy = payload.ToArray();
            normalizer.Normalize(copy, Some.Receipt());
            copy.AsSpan().Fill((byte)'!');
        }

        DeepEquality.AssertEqual(expected, normalizer.Normalize(payload, Some.Receipt()).Event);
    }

    [Fact]
    public void Frames_are_shared_by_events_that_repeat_them()
    {
        var normalizer = new EventNormalizer();
        var times = Enumerable.Range(0, 4).Select(_ => normalizer.Normalize(Seeds[0], Some.Receipt()).Event!.Exceptions[0].StackTrace!.Frames[0]).ToList();

        Assert.NotSame(times[0], times[1]);
        Assert.Same(times[2], times[3]);
    }

    private static byte[] Splice(byte[] json, Random random)
    {
        var frames = json.AsSpan().IndexOf("\"frames\":["u8);
        var place = random.Next(2) == 0 ? random.Next(json.Length) : frames + random.Next(json.Length - frames);
        return [.. json.AsSpan(0, place), .. Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)]), .. json.AsSpan(place)];
    }
}
