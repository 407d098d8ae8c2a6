using Monitoring.Storage;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Transfer;
using Monitoring.TestData;

namespace Monitoring.Migrate.Tests.Archives;

/// <summary>What a hash has counted, read from bytes of somebody's making: a few megabytes of nothing must not become gigabytes of empty texts.</summary>
public sealed class HashCountsCodecTests
{
    [Theory]
    [InlineData(ErrorStoreLimits.Facets, true)]
    [InlineData(ErrorStoreLimits.Facets + 1, false)]
    public void No_more_facets_are_read_than_a_store_counts(int count, bool isRead)
    {
        var writer = new ByteWriter();
        HashCountsCodec.Write(writer, Counts() with { Releases = [.. Enumerable.Range(0, count).Select(number => $"1.{number}")] });

        Check(writer.ToArray(), isRead);
    }

    [Theory]
    [InlineData(ErrorStoreLimits.TagValues, true)]
    [InlineData(ErrorStoreLimits.TagValues + 1, false)]
    public void No_more_values_of_a_tag_are_read_than_a_store_counts(int count, bool isRead)
    {
        var writer = new ByteWriter();
        var values = Enumerable.Range(0, count).Select(number => new TagValueCount { Value = $"{number}", Count = 1 });
        HashCountsCodec.Write(writer, Counts() with { Tags = [new TagDistribution { Key = "browser", Total = count, Values = [.. values], Others = 0 }] });

        Check(writer.ToArray(), isRead);
    }

    private static void Check(byte[] bytes, bool isRead)
    {
        void Read()
        {
            var reader = new ByteReader(bytes, "A hash");
            HashCountsCodec.Read(ref reader);
            Assert.True(reader.IsAtEnd);
        }

        if (isRead)
        {
            Read();
        }
        else
        {
            Assert.Throws<StoreDamagedException>(Read);
        }
    }

    private static HashCounts Counts() => new()
    {
        Events = 1,
        FirstSeen = Some.Instant,
        LastSeen = Some.Instant,
        Latest = new LatestOfHash { ReceivedAt = Some.Instant, EventId = new EventId(Guid.Empty), Title = "", Culprit = "", Type = "", Level = ErrorLevel.Error, Platform = "", SearchText = "" },
        Users = new DistinctSketch().ToBytes(),
        Hours = [new SeriesPoint { Start = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero), Count = 1 }],
        Environments = [],
        Services = [],
        Releases = [],
        Tags = [],
    };
}
