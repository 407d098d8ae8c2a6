using System.Collections.Immutable;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Transfer;

/// <summary>The bytes of what a hash has counted, as it is exported.</summary>
internal static class HashCountsCodec
{
    public static void Write(ByteWriter writer, HashCounts counts)
    {
        writer.Count(counts.Events);
        writer.Instant(counts.FirstSeen);
        writer.Instant(counts.LastSeen);
        writer.Instant(counts.Latest.ReceivedAt);
        writer.Event(counts.Latest.EventId);
        writer.Text(counts.Latest.Title);
        writer.Text(counts.Latest.Culprit);
        writer.Text(counts.Latest.Type);
        writer.Byte((byte)counts.Latest.Level);
        writer.Text(counts.Latest.Platform);
        writer.Text(counts.Latest.SearchText);
        writer.Bytes(counts.Users.Span);
        writer.Count(counts.Hours.Length);
        foreach (var hour in counts.Hours)
        {
            writer.Count(hour.Start.UtcTicks / TimeSpan.TicksPerHour);
            writer.Count(hour.Count);
        }

        Write(writer, counts.Environments);
        Write(writer, counts.Services);
        Write(writer, counts.Releases);
        writer.Count(counts.Tags.Length);
        foreach (var tag in counts.Tags)
        {
            Write(writer, tag);
        }
    }

    public static HashCounts Read(ref ByteReader reader) => new()
    {
        Events = reader.Count(),
        FirstSeen = reader.Instant(),
        LastSeen = reader.Instant(),
        Latest = new LatestOfHash
        {
            ReceivedAt = reader.Instant(),
            EventId = reader.Event(),
            Title = reader.Text(),
            Culprit = reader.Text(),
            Type = reader.Text(),
            Level = (ErrorLevel)reader.Byte(),
            Platform = reader.Text(),
            SearchText = reader.Text(),
        },
        Users = reader.Bytes().ToArray(),
        Hours = ReadHours(ref reader),
        Environments = ReadTexts(ref reader),
        Services = ReadTexts(ref reader),
        Releases = ReadTexts(ref reader),
        Tags = ReadTags(ref reader),
    };

    private static void Write(ByteWriter writer, ImmutableArray<string> texts)
    {
        writer.Count(texts.Length);
        foreach (var text in texts)
        {
            writer.Text(text);
        }
    }

    private static void Write(ByteWriter writer, TagDistribution tag)
    {
        writer.Text(tag.Key);
        writer.Count(tag.Others);
        writer.Count(tag.Values.Length);
        foreach (var value in tag.Values)
        {
            writer.Text(value.Value);
            writer.Count(value.Count);
        }
    }

    private static ImmutableArray<SeriesPoint> ReadHours(ref ByteReader reader)
    {
        var hours = ImmutableArray.CreateBuilder<SeriesPoint>(reader.Items(itemBytes: 2));
        for (var i = 0; i < hours.Capacity; i++)
        {
            var hour = reader.Count();
            if (hour is < 0 or > long.MaxValue / TimeSpan.TicksPerHour || hour * TimeSpan.TicksPerHour > DateTime.MaxValue.Ticks)
            {
                throw reader.Damaged("an hour should stand here");
            }

            hours.Add(new SeriesPoint { Start = new DateTimeOffset(hour * TimeSpan.TicksPerHour, TimeSpan.Zero), Count = reader.Count() });
        }

        return hours.MoveToImmutable();
    }

    private static ImmutableArray<string> ReadTexts(ref ByteReader reader)
    {
        var texts = ImmutableArray.CreateBuilder<string>(ReadItems(ref reader, ErrorStoreLimits.Facets));
        for (var i = 0; i < texts.Capacity; i++)
        {
            texts.Add(reader.Text());
        }

        return texts.MoveToImmutable();
    }

    private static ImmutableArray<TagDistribution> ReadTags(ref ByteReader reader)
    {
        var tags = ImmutableArray.CreateBuilder<TagDistribution>(ReadItems(ref reader, ErrorStoreLimits.TagKeys));
        for (var i = 0; i < tags.Capacity; i++)
        {
            var (key, others) = (reader.Text(), reader.Count());
            var values = ImmutableArray.CreateBuilder<TagValueCount>(ReadItems(ref reader, ErrorStoreLimits.TagValues));
            for (var j = 0; j < values.Capacity; j++)
            {
                values.Add(new TagValueCount { Value = reader.Text(), Count = reader.Count() });
            }

            tags.Add(new TagDistribution { Key = key, Total = values.Sum(value => value.Count) + others, Values = values.MoveToImmutable(), Others = others });
        }

        return tags.MoveToImmutable();
    }

    /// <summary>No more than a store counts: what is made of a byte takes several in memory.</summary>
    private static int ReadItems(ref ByteReader reader, int most)
    {
        var count = reader.Items();
        return count <= most ? count : throw reader.Damaged($"at most {most} items should follow, not {count}");
    }
}
