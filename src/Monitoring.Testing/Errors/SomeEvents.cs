using System.Buffers.Binary;
using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Errors;

/// <summary>Makes events that tests then bend to their needs: each with an id of its own, happening and received now.</summary>
internal sealed class SomeEvents(FakeTimeProvider time)
{
    public static readonly ProjectId Project = new(7);

    private int _made;

    public static EventId Id(int number)
    {
        Span<byte> bytes = stackalloc byte[EventId.ByteLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number);
        bytes[0] = 0xe;
        return EventId.FromBytes(bytes);
    }

    public static GroupingHash Hash(int number)
    {
        Span<byte> bytes = stackalloc byte[GroupingHash.ByteLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        bytes[15] = 0xa;
        return GroupingHash.FromBytes(bytes);
    }

    /// <summary>An event that groups by these hashes, the primary one first.</summary>
    public GroupedEvent Next(params int[] hashes)
    {
        return new GroupedEvent
        {
            ProjectId = Project,
            EventId = Id(++_made),
            Timestamp = time.GetUtcNow(),
            ReceivedAt = time.GetUtcNow(),
            Hashes = [.. hashes.Select(Hash)],
            Title = "TimeoutError: no answer",
            Type = "error",
            Level = ErrorLevel.Error,
            Platform = "python",
        };
    }

    /// <summary>So many events with the same primary hash.</summary>
    public ImmutableArray<GroupedEvent> Many(int count, int hash = 1) => [.. Enumerable.Range(0, count).Select(_ => Next(hash))];

    /// <summary>An event in which every field is set, each to something of its own.</summary>
    public GroupedEvent Full() => Next(1, 2, 3) with
    {
        Timestamp = time.GetUtcNow().AddMinutes(-3).AddTicks(-1),
        Title = "ValueError: bad value",
        Culprit = "shop.cart in add",
        Type = "default",
        Level = ErrorLevel.Fatal,
        Platform = "csharp",
        TraceId = "0123456789abcdef0123456789abcdef",
        SearchText = "bad value\nshop.cart add Корзина",
        Release = "shop@1.2.3+4",
        Environment = "production",
        Service = "checkout",
        UserHash = 0xfedc_ba98_7654_3210,
        Tags = [Tag("browser", "Firefox 120"), Tag("os", "Linux")],
        Payload = new byte[] { 0, 1, 2, 253, 254, 255 },
    };

    public static EventTag Tag(string key, string value) => new() { Key = key, Value = value };
}
