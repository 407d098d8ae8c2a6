using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.ErrorTracking.Tests.Envelopes;

public sealed class EnvelopeReaderProperties
{
    [Property(MaxTest = 500)]
    public Property A_sound_envelope_is_read_as_it_was_made_in_both_modes() => Prop.ForAll(EnvelopeGen.Envelopes().ToArbitrary(), envelope =>
    {
        foreach (var strict in (bool[])[false, true])
        {
            var result = EnvelopeReader.Read(envelope.ToBytes(), strict: strict);
            if (result.Problems.Length > 0
                || result.Header!.Raw.ToString() != envelope.Header
                || !result.Items.Select(item => item.Header.ToString()).SequenceEqual(envelope.Items.Select(item => item.Header))
                || !result.Items.Zip(envelope.Items).All(pair => pair.First.GetPayload().Span.SequenceEqual(pair.Second.Payload)))
            {
                return false;
            }
        }

        return true;
    });

    [Property(MaxTest = 500)]
    public Property Any_bytes_are_read_without_an_exception_and_alike_in_any_segments() =>
        Prop.ForAll(
            Gen.OneOf(EnvelopeGen.Bytes(), EnvelopeGen.Pieces(), EnvelopeGen.Envelopes().Select(envelope => envelope.ToBytes())).ToArbitrary(),
            ArbMap.Default.ArbFor<int[]>(),
            (bytes, cuts) =>
            {
                foreach (var strict in (bool[])[false, true])
                {
                    var whole = Describe(EnvelopeReader.Read(bytes, strict: strict));
                    if (whole != Describe(EnvelopeReader.Read(Segments.Cut(bytes, cuts ?? []), strict: strict))
                        || whole != Describe(EnvelopeReader.Read(Segments.Every(bytes, 1), strict: strict)))
                    {
                        return false;
                    }
                }

                return true;
            });

    [Property(MaxTest = 300)]
    public Property What_strict_accepts_lenient_reads_the_same() => Prop.ForAll(
        Gen.OneOf(EnvelopeGen.Pieces(), EnvelopeGen.Envelopes().Select(envelope => envelope.ToBytes())).ToArbitrary(),
        bytes =>
        {
            var strict = EnvelopeReader.Read(bytes, strict: true);
            return strict.Problems.Length > 0 || Describe(strict) == Describe(EnvelopeReader.Read(bytes));
        });

    [Fact]
    public void Damaged_real_envelopes_are_read_without_an_exception_in_little_memory()
    {
        var envelopes = CorpusPayloads.All.Where(payload => payload.IsEnvelope).Select(payload => payload.Decoded.ToArray()).ToArray();
        var random = new Random(20261122);
        for (var round = 0; round < Scale.Count(quick: 4_000, thorough: 400_000); round++)
        {
            var bytes = Mutations.Damage(random, envelopes[random.Next(envelopes.Length)], envelopes[random.Next(envelopes.Length)]);
            var segments = Segments.Every(bytes, random.Next(1, 5000));

            var before = GC.GetAllocatedBytesForCurrentThread();
            var result = EnvelopeReader.Read(bytes);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.InRange(allocated, 0, 100_000 + (4L * bytes.Length));
            Assert.Equal(Describe(result), Describe(EnvelopeReader.Read(segments)));
        }
    }

    [Fact]
    public void A_body_of_nothing_but_items_ends_at_the_limit_in_little_memory()
    {
        var bytes = Encoding.UTF8.GetBytes("{}" + string.Concat(Enumerable.Repeat("\n{\"type\":\"event\"}\n", 1_000_000)));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = EnvelopeReader.Read(bytes);

        Assert.Equal(EnvelopeLimits.Default.MaxItems, result.Items.Length);
        Assert.Equal("too_many_items", result.Failure?.Name);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static string Describe(EnvelopeReadResult result)
    {
        var text = new StringBuilder().Append(result.Header).AppendLine();
        foreach (var item in result.Items)
        {
            text.Append(item.Index).Append(item.Header).Append(Convert.ToBase64String(item.Payload.ToArray())).AppendLine();
        }

        return text.AppendJoin('\n', result.Problems).ToString();
    }
}
