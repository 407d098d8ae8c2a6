using System.Collections.Immutable;
using LiteDB;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Blobs;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Documents;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Tests.Formats;

/// <summary>
/// What is stored must not change unnoticed: the bytes of each thing are written down in <c>codecs.txt</c>. A format that
/// changes gets a new number, and the old one is still read.
/// </summary>
public sealed class CodecTests
{
    private delegate T Reading<T>(ref ByteReader reader);

    private static readonly BlobFile Blob = new()
    {
        Info = new BlobInfo
        {
            Id = new BlobId(new ProjectId(7), new EntityId(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]))),
            Length = 12_345,
            ContentType = "text/plain",
            Sha256 = new string('a', 64),
            CreatedAt = Samples.At,
            ExpiresAt = Samples.At.AddDays(1),
        },
        Name = "7-0-1",
    };

    private static readonly TimerBody Timer = new()
    {
        Partition = Partition.Of(new ProjectId(7)),
        Timer = new TimerKey { Kind = "escalation", Key = "Ключ" },
        DueAt = Samples.At.UtcTicks,
        Payload = [1, 0, 255],
        Epoch = 300,
        Attempt = 2,
        LeaseUntil = Samples.At.UtcTicks + 1,
        Owner = "host 1",
    };

    private static readonly SegmentBlock Block = new()
    {
        Offset = 1,
        First = 2,
        Count = 3,
        FactsStored = 4,
        FactsLength = 5,
        PayloadsStored = 6,
        PayloadsLength = 7,
        FactsChecksum = 8,
        PayloadsChecksum = 9,
    };

    private static readonly SegmentRun Run = new()
    {
        Project = 7,
        Hash = Some.Hash(1),
        First = 1,
        Count = 2,
        MinReceived = 3,
        MaxReceived = 4,
        MinSequence = 5,
        MaxSequence = 6,
    };

    private static readonly SegmentFooter Footer = new()
    {
        Number = 1,
        Offset = 2,
        Blocks = 3,
        Runs = 4,
        Keys = 5,
        BlocksChecksum = 6,
        RunsChecksum = 7,
        KeysChecksum = 8,
    };

    private static readonly ImmutableDictionary<string, Func<byte[]>> Writers = new Dictionary<string, Func<byte[]>>
    {
        ["event 2"] = () => Bytes(writer => EventCodec.Write(writer, Samples.Searched)),
        ["issue 2"] = () => Bytes(writer => HeadCodec.Write(writer, Samples.Head)),
        ["merged issue 2"] = () => Bytes(writer => HeadCodec.Write(writer, Samples.Merged)),
        ["project"] = () => Bytes(writer => HeadCodec.Write(writer, Samples.ProjectState)),
        ["project with pins"] = () => Bytes(writer => HeadCodec.Write(writer, Samples.PinnedProject())),
        ["hash 2"] = () => Bytes(writer => HashCodec.Write(writer, Samples.Hash())),
        ["row 3"] = () => Bytes(writer => RowCodec.Write(writer, 44, Samples.Head, Samples.Row())),
        ["transition 3"] = () => Bytes(writer => TransitionCodec.Write(writer, Samples.Change)),
        ["segment"] = () => Bytes(Samples.Segment.Write),
        ["segment block"] = () => Entry(SegmentBlock.EntryLength, entry => Block.Write(entry)),
        ["segment run"] = () => Entry(SegmentRun.EntryLength, entry => Run.Write(entry)),
        ["segment footer"] = () => Entry(SegmentFooter.Length, entry => Footer.Write(entry)),
        ["event key"] = () => Entry(EventKey.EntryLength, entry => new EventKey(EventKey.Of(Samples.Event.ProjectId, Samples.Event.EventId), 3).Write(entry)),
        ["frame"] = () => Entry(JournalFrame.HeaderLength, entry => new JournalFrame { RecordLength = 3, FirstSequence = 9, Records = 1 }.Write(entry, [1, 2, 3], 0x0123456789ABCDEF)),
        ["blob"] = () => Document(Blob.ToDocument()),
        ["timer"] = () => Document(Timer.ToDocument()),
        ["document"] = () => Document(Body().ToDocument()),
        ["index entry"] = () => Document(ShortEntry.ToDocument(3, Partition.Host)),
        ["long index entry"] = () => Document(LongEntry.ToDocument(3, Partition.Of(new ProjectId(7)))),
        ["place of an issue"] = () => IssuePlace.Of(Samples.Row(), Monitoring.Storage.Errors.IssueSort.Events).ToKey(new ProjectId(7)),
        ["logged page"] = () => Entry(LoggedPage.Length, entry => LoggedPage.Seal(new byte[LoggedPage.PageLength], 3, entry))[^8..],
    }.ToImmutableDictionary();

    public static TheoryData<string> Names => [.. Writers.Keys.Order(StringComparer.Ordinal)];

    private static IndexEntry ShortEntry => new(IndexKey.Empty.Add("короткий").Add(5), "key");

    private static IndexEntry LongEntry => new(IndexKey.Empty.Add(new string('к', 200)).Add(new string('л', 200)).Add(new string('m', 200)), new string('n', 255));

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_are_what_they_always_were(string name)
    {
        var written = Convert.ToHexStringLower(Writers[name]());

        Assert.Equal(Golden.Codec(name, written), written);
    }

    [Fact]
    public void Every_record_is_read_as_it_was_written()
    {
        AssertRead("event 2", EventCodec.Read, read => Bytes(writer => EventCodec.Write(writer, read)));
        AssertRead("issue 2", HeadCodec.ReadHead, read => Bytes(writer => HeadCodec.Write(writer, read)));
        AssertRead("merged issue 2", HeadCodec.ReadMerged, read => Bytes(writer => HeadCodec.Write(writer, read)));
        AssertRead("project", HeadCodec.ReadProject, read => Bytes(writer => HeadCodec.Write(writer, read)));
        AssertRead("project", ReadProject, read => Bytes(writer => HeadCodec.Write(writer, read)));
        AssertRead("project with pins", ReadProject, read => Bytes(writer => HeadCodec.Write(writer, read)));
        AssertRead("row 3", RowCodec.ReadRow, read => Bytes(writer => RowCodec.Write(writer, 44, Samples.Head, read)));
        AssertRead("transition 3", (ref ByteReader reader) => TransitionCodec.Read(ref reader, 44), read => Bytes(writer => TransitionCodec.Write(writer, read)));
        AssertRead("segment", SegmentInfo.Read, read => Bytes(read.Write));
        AssertRead("hash 2", ReadHash, read => Bytes(writer => HashCodec.Write(writer, read)));
    }

    [Fact]
    public void A_transition_of_the_first_format_is_read()
    {
        var reader = new ByteReader(Stored("transition"), "transition");

        var read = TransitionCodec.Read(ref reader, 44);

        Assert.True(reader.IsAtEnd);
        Assert.Equal(Samples.Transition, read);
    }

    [Fact]
    public void Events_hashes_and_rows_of_the_first_format_are_read()
    {
        var readEvent = new ByteReader(Stored("event"), "event");
        var readHash = new ByteReader(Stored("hash"), "hash");
        var readRow = new ByteReader(Stored("row"), "row");
        var (found, row) = (EventCodec.Read(ref readEvent), RowCodec.ReadRow(ref readRow));
        var hash = ReadHash(ref readHash);

        Assert.True(readEvent.IsAtEnd && readHash.IsAtEnd && readRow.IsAtEnd);
        Assert.Equal(Bytes(writer => EventCodec.Write(writer, Samples.Event)), Bytes(writer => EventCodec.Write(writer, found)));
        Assert.Equal(("", null), (found.SearchText, found.TraceId));
        Assert.Equal(Bytes(writer => RowCodec.Write(writer, 44, Samples.FirstHead, Samples.FirstRow() with { SearchText = "" })), Bytes(writer => RowCodec.Write(writer, 44, Samples.FirstHead, row)));
        Assert.Equal(("", 2L), (hash.Totals.Latest!.SearchText, hash.Totals.Count));
    }

    [Fact]
    public void A_transition_of_the_second_format_is_read()
    {
        var reader = new ByteReader(Stored("transition 2"), "transition");

        var read = TransitionCodec.Read(ref reader, 44);

        Assert.True(reader.IsAtEnd);
        Assert.Equal(Bytes(writer => TransitionCodec.Write(writer, Samples.SecondChange)), Bytes(writer => TransitionCodec.Write(writer, read)));
        Assert.Equal(Samples.SecondChange.StateBefore, read.StateBefore);
    }

    [Fact]
    public void Issues_of_the_first_format_are_read()
    {
        AssertReadAs("issue", HeadCodec.ReadHead, read => Bytes(writer => HeadCodec.Write(writer, read)), Samples.FirstHead);
        AssertReadAs("merged issue", HeadCodec.ReadMerged, read => Bytes(writer => HeadCodec.Write(writer, read)), Samples.FirstMerged);
        AssertReadAs("row 2", RowCodec.ReadRow, read => Bytes(writer => RowCodec.Write(writer, 44, Samples.FirstHead, read)), Samples.FirstRow());
    }

    [Fact]
    public void Every_entry_and_document_is_read_as_it_was_written()
    {
        Assert.Equal(Block, SegmentBlock.Read(Stored("segment block")));
        Assert.Equal(Run, SegmentRun.Read(Stored("segment run")));
        Assert.Equal(Footer, SegmentFooter.Read(Stored("segment footer")));
        Assert.Equal(3, EventKey.Read(Stored("event key")).Ordinal);
        Assert.Equal(9, JournalFrame.ReadHeader(Stored("frame"))?.FirstSequence);
        Assert.True(JournalFrame.IsWhole(Stored("frame"), [1, 2, 3], 0x0123456789ABCDEF));
        Assert.Equal(Blob, BlobFile.Read(StoredDocument("blob")));
        Assert.Equal(Stored("timer"), Document(TimerBody.Read(StoredDocument("timer")).ToDocument()));
        Assert.Equal(Stored("document"), Document(DocumentBody.Read(StoredDocument("document")).ToDocument()));
        Assert.Equal(ShortEntry, IndexEntry.Read(StoredDocument("index entry")));
        Assert.Equal(LongEntry, IndexEntry.Read(StoredDocument("long index entry")));
    }

    private static DocumentBody Body() => new()
    {
        Key = DocumentKeys.Document(3, Partition.Of(new ProjectId(7)), "Ключ"),
        Version = 9,
        Schema = 2,
        Body = [1, 2, 3],
        Entries = [(4, IndexKey.Empty.Add("a")), (5, IndexKey.Empty.Add(5))],
    };

    private static HashCell ReadHash(ref ByteReader reader)
    {
        var cell = new HashCell(new ProjectId(7), Some.Hash(1));
        HashCodec.Read(ref reader, cell);
        return cell;
    }

    private static ProjectCell ReadProject(ref ByteReader reader)
    {
        var cell = new ProjectCell(new ProjectId(7));
        HeadCodec.Read(ref reader, cell);
        return cell;
    }

    private static void AssertRead<T>(string name, Reading<T> read, Func<T, byte[]> write)
    {
        var reader = new ByteReader(Stored(name), name);
        var found = read(ref reader);

        Assert.True(reader.IsAtEnd, name);
        Assert.Equal(Stored(name), write(found));
    }

    private static void AssertReadAs<T>(string name, Reading<T> read, Func<T, byte[]> write, T expected)
    {
        var reader = new ByteReader(Stored(name), name);

        var found = read(ref reader);

        Assert.True(reader.IsAtEnd, name);
        Assert.Equal(write(expected), write(found));
    }

    private static byte[] Stored(string name) => Convert.FromHexString(Golden.Codec(name, ""));

    private static BsonDocument StoredDocument(string name) => BsonSerializer.Deserialize(Stored(name));

    private static byte[] Document(BsonDocument document) => BsonSerializer.Serialize(document);

    private static byte[] Bytes(Action<ByteWriter> write)
    {
        var writer = new ByteWriter();
        write(writer);
        return writer.ToArray();
    }

    private static byte[] Entry(int length, Action<byte[]> write)
    {
        var entry = new byte[length];
        write(entry);
        return entry;
    }
}
