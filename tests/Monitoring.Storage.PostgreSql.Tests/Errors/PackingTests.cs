using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Errors.Appending;
using Monitoring.Storage.PostgreSql.Errors.Reading;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Monitoring.TestData;

namespace Monitoring.Storage.PostgreSql.Tests.Errors;

/// <summary>Which events share a segment: those that are alike, whoever appended them.</summary>
public sealed class PackingTests(PostgresServer server)
{
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 10, 20, 30, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Property]
    public void Events_of_a_hash_lie_together_and_each_is_where_its_segment_says(byte[] hashes)
    {
        using var packer = new SegmentPacker();
        var events = hashes.Select((hash, i) => Event(i, hash % 7)).ToList();

        var segments = packer.Pack(events);

        var packed = segments.SelectMany(segment => segment.Events).ToList();
        Assert.Equal(events.OrderBy(one => one.Hashes[0]).Select(one => one.EventId), packed.Select(one => one.EventId));
        foreach (var segment in segments)
        {
            Assert.Equal(segment.Events.Select(one => one.EventId), SegmentReader.ReadFacts(segment.Facts).Select(one => one.EventId));
            Assert.All(segment.Events, (one, slot) => Assert.Equal(one.Payload.ToArray(), SegmentReader.ReadPayload(segment.Payloads, slot)));
        }
    }

    [Fact]
    public async Task Batches_that_come_at_once_share_segments_and_full_ones_are_packed_while_they_wait()
    {
        await using var schema = new SharedSchema(server);
        var opened = schema.Open();
        using var packer = new SegmentPacker();
        var appender = new Appender(opened, new Partitions(opened.Database), packer, new EventLocator(opened.Database));
        var first = appender.Pack([.. Enumerable.Range(0, 60).Select(i => Event(i, i % 3))]);
        var second = appender.Pack([.. Enumerable.Range(60, 60).Select(i => Event(i, i % 3))]);

        var answers = await appender.AppendAsync([first, second], Cancellation);

        Assert.Equal(120, answers.Count(answer => answer.Outcome != EventAppendOutcome.Duplicate));
        Assert.Equal(1, await schema.AskAsync("select count(*) from segment"));
        Assert.Equal(1_000, appender.Pack([.. Enumerable.Range(0, 1_000).Select(i => Event(i, i % 3))]).Segments.Sum(segment => segment.Events.Count));
    }

    private static GroupedEvent Event(int number, int family) => new()
    {
        ProjectId = new ProjectId(7),
        EventId = new EventId(new Guid(number + 1, 0, 0, new byte[8])),
        Timestamp = Start,
        ReceivedAt = Start,
        Hashes = [GroupingHash.FromBytes(SHA256.HashData(BitConverter.GetBytes(family)).AsSpan(0, GroupingHash.ByteLength))],
        Title = $"Error of family {family}",
        Culprit = "",
        Type = "error",
        Level = ErrorLevel.Error,
        Platform = "csharp",
        Payload = Encoding.UTF8.GetBytes($"payload {number}"),
    };
}
