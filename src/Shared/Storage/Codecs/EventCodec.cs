using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Codecs;

/// <summary>The bytes of an event without its payload.</summary>
internal static class EventCodec
{
    // The first format ends with the tags.
    private const byte FirstFormat = 1;
    private const byte Format = 2;

    public static void Write(ByteWriter writer, GroupedEvent written)
    {
        writer.Byte(Format);
        writer.Count(written.ProjectId.Value);
        writer.Event(written.EventId);
        writer.Instant(written.Timestamp);
        writer.Instant(written.ReceivedAt);
        writer.Count(written.Hashes.Length);
        foreach (var hash in written.Hashes)
        {
            writer.Hash(hash);
        }

        writer.Text(written.Title);
        writer.Text(written.Culprit);
        writer.Text(written.Type);
        writer.Byte((byte)written.Level);
        writer.Text(written.Platform);
        writer.OptionalText(written.Release);
        writer.OptionalText(written.Environment);
        writer.OptionalText(written.Service);
        writer.Bool(written.UserHash is not null);
        if (written.UserHash is { } user)
        {
            writer.Int64((long)user);
        }

        WriteTags(writer, written.Tags);
        writer.OptionalText(written.TraceId);
        writer.Text(written.SearchText);
    }

    public static GroupedEvent Read(ref ByteReader reader)
    {
        var format = reader.Format(FirstFormat, Format);
        var read = new GroupedEvent
        {
            ProjectId = reader.Project(),
            EventId = reader.Event(),
            Timestamp = reader.Instant(),
            ReceivedAt = reader.Instant(),
            Hashes = ReadHashes(ref reader),
            Title = reader.Text(),
            Culprit = reader.Text(),
            Type = reader.Text(),
            Level = (ErrorLevel)reader.Byte(),
            Platform = reader.Text(),
            Release = reader.OptionalText(),
            Environment = reader.OptionalText(),
            Service = reader.OptionalText(),
            UserHash = reader.Bool() ? (ulong)reader.Int64() : null,
            Tags = ReadTags(ref reader),
        };
        return format == FirstFormat ? read : read with { TraceId = reader.OptionalText(), SearchText = reader.Text() };
    }

    private static void WriteTags(ByteWriter writer, ImmutableArray<EventTag> tags)
    {
        var count = tags.IsDefault ? 0 : tags.Length;
        writer.Count(count);
        for (var i = 0; i < count; i++)
        {
            writer.Text(tags[i].Key);
            writer.Text(tags[i].Value);
        }
    }

    private static ImmutableArray<GroupingHash> ReadHashes(ref ByteReader reader)
    {
        var hashes = ImmutableArray.CreateBuilder<GroupingHash>(reader.Items(GroupingHash.ByteLength));
        for (var i = 0; i < hashes.Capacity; i++)
        {
            hashes.Add(reader.Hash());
        }

        return hashes.Count > 0 ? hashes.MoveToImmutable() : throw reader.Damaged("an event has no hashes");
    }

    private static ImmutableArray<EventTag> ReadTags(ref ByteReader reader)
    {
        var tags = ImmutableArray.CreateBuilder<EventTag>(reader.Items(2));
        for (var i = 0; i < tags.Capacity; i++)
        {
            tags.Add(new EventTag { Key = reader.Text(), Value = reader.Text() });
        }

        return tags.MoveToImmutable();
    }
}
