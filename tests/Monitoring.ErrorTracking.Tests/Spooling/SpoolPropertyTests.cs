using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Spooling;
using Monitoring.ErrorTracking.Spooling.Segments;
using Monitoring.Storage;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Errors;
using Monitoring.TestData.Disks;
using Monitoring.Testing.Generators;

namespace Monitoring.ErrorTracking.Tests.Spooling;

public sealed class SpoolPropertyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Property(MaxTest = 200)]
    public Property A_record_is_read_as_it_was_written() => Prop.ForAll(
        Gen.NonEmptyListOf(StoreGenerators.GroupedEvent(Now)).Select(events => Spooled.Request([.. events])).ToArbitrary(),
        request =>
        {
            var read = Read(request);
            return read.Events.Zip(request.Events, Same).All(same => same)
                && Enumerable.Range(0, read.Events.Length).All(i => read.Notes.NoteOf(i) == request.Notes.NoteOf(i));
        });

    /// <summary>The power goes at any operation of the disk; whatever was taken before is handed out afterwards, whole and in its order, and nothing twice.</summary>
    [Property(MaxTest = 300)]
    public void What_was_taken_survives_a_loss_of_power(int seed)
    {
        var random = new Random(seed);
        var disk = new SimulatedDisk { PowerGoesAt = random.Next(5, 200) };
        var taken = new List<EventId>();
        var finished = new HashSet<EventId>();
        try
        {
            // Not disposed: the host is gone.
            var spool = Spooled.Open(disk);
            while (!disk.IsOut)
            {
                Step(spool, random, taken, finished);
            }
        }
        catch (IOException)
        {
            Assert.True(disk.IsOut);
        }

        using var again = Spooled.Open(disk.Restart(random));
        var found = Spooled.TakeAll(again);

        Assert.Equal(taken.Where(id => !finished.Contains(id)), found.Where(id => taken.Contains(id) && !finished.Contains(id)));
        Assert.Equal(found.Count, found.Distinct().Count());
    }

    /// <summary>Bytes of a segment change; no reader fails, and of the records that were left alone each is found.</summary>
    [Property(MaxTest = 300)]
    public void Records_that_were_left_alone_are_found_beside_damaged_ones(int seed)
    {
        var random = new Random(seed);
        var disk = new SimulatedDisk();
        using (var spool = Spooled.Open(disk))
        {
            spool.Append([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Spooled.Request(random.Next(0, 300)))]);
        }

        using var whole = Spooled.Open(disk);
        var segment = whole.TakeOldest()!;
        var bytes = segment.Bytes.ToArray();
        var hit = new HashSet<int>();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var place = random.Next(SegmentHeader.Length, bytes.Length);
            bytes[place] ^= (byte)random.Next(1, 256);
            hit.Add(place);
        }

        var scan = SegmentScan.Of(bytes);

        var alone = segment.Scan.Frames.Where(frame => !hit.Any(place => place >= frame.Bytes.Start.Value && place < frame.Bytes.End.Value)).ToList();
        Assert.Equal(alone, scan.Frames.Where(alone.Contains));
        Assert.Equal(alone.Count, scan.Frames.Length);
    }

    [Property(MaxTest = 300)]
    public void No_bytes_break_the_reading_of_a_segment_or_a_record(byte[] bytes, int seed)
    {
        var writer = new ByteWriter();
        SegmentHeader.Write(writer, (ulong)seed);
        writer.Raw(bytes);
        Assert.Empty(SegmentScan.Of(writer.Written).Frames);
        SegmentScan.Of(bytes);
        Assert.ThrowsAny<StoreDamagedException>(() => SpoolRecord.Read(bytes));
    }

    [Property(MaxTest = 100)]
    public void A_record_with_changed_bytes_is_read_or_refused(int seed)
    {
        var random = new Random(seed);
        var bytes = Written(Spooled.Request());
        bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
        try
        {
            SpoolRecord.Read(bytes);
        }
        catch (StoreDamagedException)
        {
            // As it should be.
        }
    }

    /// <summary>A number of items that is not there must not take many times the room of the bytes.</summary>
    [Fact]
    public void Read_RecordThatClaimsManyHashes_TakesNoRoomForThem()
    {
        const int Length = 8 * 1024 * 1024;
        var writer = new ByteWriter(Length);
        writer.Byte(1);
        writer.Count(1);
        writer.Byte(2);
        writer.Count(1);
        writer.Event(EventId.Create(TimeProvider.System));
        writer.Instant(Now);
        writer.Instant(Now);
        writer.Count(Length / 2);
        writer.Raw(new byte[Length / 2]);
        var bytes = writer.ToArray();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<StoreDamagedException>(() => SpoolRecord.Read(bytes));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Length);
    }

    private static void Step(EventSpool spool, Random random, List<EventId> taken, HashSet<EventId> finished)
    {
        if (random.Next(4) == 0 && spool.TakeOldest() is { } segment)
        {
            finished.UnionWith(segment.Scan.Frames.SelectMany(frame => SpoolRecord.Read(segment.RecordOf(frame.Bytes)).Events).Select(item => item.EventId));
            spool.Finish(segment);
            return;
        }

        var requests = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Spooled.Request(random.Next(0, 2_000))).ToList();
        foreach (var (request, answer) in requests.Zip(spool.Append(requests)))
        {
            if (answer == SpoolAnswer.Taken)
            {
                taken.Add(request.Events[0].EventId);
            }
        }
    }

    private static bool Same(GroupedEvent left, GroupedEvent right) =>
        left with { Payload = default, Hashes = [], Tags = [] } == right with { Payload = default, Hashes = [], Tags = [] }
        && left.Payload.Span.SequenceEqual(right.Payload.Span) && left.Hashes.SequenceEqual(right.Hashes) && left.Tags.SequenceEqual(right.Tags);

    private static SpooledEvents Read(SpooledEvents request) => SpoolRecord.Read(Written(request));

    private static byte[] Written(SpooledEvents request)
    {
        var writer = new ByteWriter();
        SpoolRecord.Write(writer, request);
        return writer.ToArray();
    }
}
