using System.Buffers;
using System.Text;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Envelopes;

public sealed class EnvelopeReaderTests
{
    private const string Header = """{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"}""";
    private const string Event = """{"message":"hello"}""";

    [Theory]
    [InlineData(Header + "\r\n{\"type\":\"event\"}\r\n" + Event + "\r\n", 1)]
    [InlineData(Header + " \t\n{\"type\":\"event\"} \n" + Event, 1)]
    [InlineData(Header + "\n\n\n{\"type\":\"event\"}\n" + Event + "\n\n \r\n", 1)]
    [InlineData("\uFEFF" + Header + "\n{\"type\":\"event\"}\n" + Event, 1)]
    [InlineData("\n " + Header + "\n{\"type\":\"event\"}\n" + Event, 1)]
    [InlineData(Header + "\n{\"type\":\"attachment\",\"length\":2}\r\nab\r\n\r\n{\"type\":\"event\"}\r\n" + Event, 2)]
    [InlineData(Header + "\n{\"type\":\"event\",\n\"length\":null}\n" + Event, 1)]
    [InlineData(Header + "\n", 0)]
    [InlineData("{}", 0)]
    public void Read_Sloppy_IsAcceptedAndStrictMayRefuse(string text, int items)
    {
        var result = Read(text);

        Assert.Empty(result.Problems);
        Assert.NotNull(result.Header);
        Assert.Equal(items, result.Items.Length);
    }

    [Theory]
    [InlineData("{\"type\":\"event\",\"length\":500}\n" + Event, EnvelopeProblemCode.UnexpectedEnd)]
    [InlineData("{\"type\":\"event\",\"length\":5}\n" + Event, EnvelopeProblemCode.MissingNewline)]
    [InlineData("{\"type\":\"event\",\"length\":-1}\n" + Event, EnvelopeProblemCode.InvalidItemHeader)]
    [InlineData("{\"type\":\"event\",\"length\":1.0}\n" + Event, EnvelopeProblemCode.InvalidItemHeader)]
    [InlineData("{\"type\":\"event\",\"length\":1e1}\n" + Event, EnvelopeProblemCode.InvalidItemHeader)]
    [InlineData("{\"type\":\"event\",\"length\":1,\"length\":1}\n" + Event, EnvelopeProblemCode.InvalidItemHeader)]
    [InlineData("{\"length\":1}\n" + Event, EnvelopeProblemCode.InvalidItemHeader)]
    [InlineData("{\"type\":7}\n" + Event, EnvelopeProblemCode.InvalidItemHeader)]
    [InlineData("{\"type\":\"event\"\n" + Event, EnvelopeProblemCode.InvalidItemHeader)]
    [InlineData("{\"type\":\"event\"} x\n" + Event, EnvelopeProblemCode.MissingNewline)]
    [InlineData("event\n", EnvelopeProblemCode.InvalidItemHeader)]
    public void Read_BrokenItem_KeepsTheItemsBeforeIt(string broken, EnvelopeProblemCode code)
    {
        var text = Header + "\n{\"type\":\"attachment\",\"length\":3}\na\nb\n" + broken;

        var result = Read(text);

        var item = Assert.Single(result.Items);
        Assert.Equal("a\nb", Encoding.UTF8.GetString(item.GetPayload().Span));
        Assert.Equal(code, result.Failure?.Code);
        Assert.Equal(1, result.Failure?.ItemIndex);
        Assert.InRange(result.Failure!.Offset, 1, text.Length);
    }

    [Theory]
    [InlineData("", "empty_body", 400)]
    [InlineData(" \n", "empty_body", 400)]
    [InlineData("[]", "invalid_header", 400)]
    [InlineData("nonsense", "invalid_header", 400)]
    [InlineData("""{"event_id":1}""", "invalid_header", 400)]
    [InlineData("""{"dsn":"nope"}""", "invalid_header", 400)]
    [InlineData("""{"sent_at":true}""", "invalid_header", 400)]
    [InlineData("""{"sent_at":"2020-01-01T00:00:00Z","sent_at":"2020-01-01T00:00:00Z"}""", "invalid_header", 400)]
    public void Read_BrokenHeader_IsAProblemWithoutItems(string text, string name, int status)
    {
        var result = Read(text);

        Assert.Null(result.Header);
        Assert.Empty(result.Items);
        Assert.Equal((name, status), (result.Failure?.Name, result.Failure?.HttpStatus));
        Assert.Null(result.Failure!.ItemIndex);
    }

    [Fact]
    public void Header_AllAttributes_AreRead()
    {
        var result = Read("""
            {"event_id":"9EC79C33-EC99-42AB-8353-589FCB2E04DC","dsn":"https://key:@host/base/7","sent_at":"2026-11-22T19:39:00.5Z","sdk":{"name":"sentry.x","version":"1.2","integrations":[]},"trace":{"trace_id":"a"},"x":[1]}
            """);

        var header = result.Header!;
        Assert.Equal("9ec79c33ec9942ab8353589fcb2e04dc", header.EventId.ToString());
        Assert.Equal("https://key@host/base/7", header.Dsn!.ToString());
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 19, 39, 0, 500, TimeSpan.Zero), header.SentAt);
        Assert.Equal(("sentry.x", "1.2"), (header.SdkName, header.SdkVersion));
        Assert.Equal("""{"trace_id":"a"}""", header.Trace.ToString());
        Assert.Equal("[1]", header.GetAttribute("x").ToString());
        Assert.False(header.GetAttribute("absent").HasValue);
    }

    [Fact]
    public void Header_NilEventId_IsNone()
    {
        var result = Read("""{"event_id":"00000000000000000000000000000000"}""");

        Assert.Empty(result.Problems);
        Assert.Null(result.Header!.EventId);
    }

    [Fact]
    public void Header_MalformedSdkAndTrace_AreTolerated()
    {
        var result = Read("""{"sdk":"text","trace":[],"dsn":null,"sent_at":null,"event_id":null}""");

        Assert.Empty(result.Problems);
        Assert.Null(result.Header!.SdkName);
    }

    [Fact]
    public void Header_SentAtWithoutZone_IsUtcUnlessStrict()
    {
        var bytes = """{"sent_at":"2026-11-22T19:39:00"}"""u8.ToArray();

        Assert.Equal(new DateTimeOffset(2026, 11, 22, 19, 39, 0, TimeSpan.Zero), EnvelopeReader.Read(bytes).Header!.SentAt);
        Assert.Equal("invalid_header", EnvelopeReader.Read(bytes, strict: true).Failure?.Name);
    }

    [Fact]
    public void Items_AttributesOfAnItem_AreReadOnDemand()
    {
        var item = Read(Header + "\n" + """{"type":"attachment","length":0,"filename":"a\u00e4.txt","content_type":null,"attachment_type":"event.minidump","x":{"y":1}}""").Items.Single();

        Assert.Equal(("aä.txt", null, "event.minidump"), (item.FileName, item.ContentType, item.AttachmentType));
        Assert.Equal("""{"y":1}""", item.GetAttribute("x").ToString());
        Assert.Equal((EnvelopeItemKind.Attachment, 0), (item.Kind, item.Index));
    }

    [Fact]
    public void Items_InternalAndTooLarge_AreLeftOutAndTheirNeighboursStay()
    {
        var limits = new EnvelopeLimits { MaxEventBytes = 10 };
        var text = "{}\n{\"type\":\"metric_buckets\"}\n[]\n{\"type\":\"event\"}\n{\"much\":\"too long\"}\n{\"type\":\"event\"}\n{}\n";

        var result = EnvelopeReader.Read(Encoding.UTF8.GetBytes(text), limits);

        Assert.Equal(2, Assert.Single(result.Items).Index);
        Assert.Null(result.Failure);
        Assert.Equal(["internal_items", "too_large"], result.Problems.Select(problem => problem.Name));
        Assert.Equal([0, 1], result.Problems.Select(problem => problem.ItemIndex));
        Assert.Equal(413, result.Problems[1].HttpStatus);
    }

    [Fact]
    public void Limits_Exceeded_EndTheReading()
    {
        var text = "{}\n{\"type\":\"event\"}\n{}\n{\"type\":\"event\"}\n{}\n";

        Assert.Equal("too_many_items", Read(text, new EnvelopeLimits { MaxItems = 1 }).Failure?.Name);
        Assert.Single(Read(text, new EnvelopeLimits { MaxItems = 1 }).Items);
        Assert.Equal("too_large", Read(text, new EnvelopeLimits { MaxBytes = 10 }).Failure?.Name);
        Assert.Equal("too_large", Read("{\"x\":\"" + new string('a', 200) + "\"}", new EnvelopeLimits { MaxHeaderBytes = 100 }).Failure?.Name);
        Assert.Equal("invalid_header", Read("{\"x\":" + new string('[', 64) + new string(']', 64) + "}").Failure?.Name);
    }

    [Fact]
    public void Items_InvalidUtf8InAHeader_IsAProblem()
    {
        byte[] bytes = [.. "{}\n{\"type\":\"event\",\"filename\":\""u8, 0xFF, .. "\"}\n{}"u8];

        Assert.Equal("invalid_item_header", EnvelopeReader.Read(bytes).Failure?.Name);
    }

    [Fact]
    public void Items_EveryKnownKind_IsFoundByItsName()
    {
        foreach (var kind in Enum.GetValues<EnvelopeItemKind>().Where(kind => kind != EnvelopeItemKind.Unknown && !kind.IsInternal()))
        {
            var item = Read($"{{}}\n{{\"type\":\"{kind.Name()}\"}}\n").Items.Single();
            Assert.Equal((kind, kind.Name()), (item.Kind, item.TypeName));
        }

        var alias = Read("{}\n{\"type\":\"profile_chunk_ui\"}\n").Items.Single();
        Assert.Equal((EnvelopeItemKind.ProfileChunk, "profile_chunk_ui"), (alias.Kind, alias.TypeName));
        Assert.Equal("Event", Read("{}\n{\"type\":\"Event\"}\n").Items.Single().TypeName);
        Assert.Equal(EnvelopeItemKind.Unknown, Read("{}\n{\"type\":\"Event\"}\n").Items.Single().Kind);
        Assert.Equal(EnvelopeItemKind.Event, Read("{}\n{\"type\":\"\\u0065vent\"}\n").Items.Single().Kind);
    }

    [Fact]
    public void TryReadItem_ManyItems_AllocatesNothing()
    {
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes("{}\n" + string.Concat(Enumerable.Repeat("{\"type\":\"attachment\",\"length\":3}\na\nb\n{\"type\":\"event\"}\n{}\n", 100)));
        CountItems(bytes);

        var reader = new EnvelopeReader(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = 0;
        while (reader.TryReadItem(out _))
        {
            count++;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(200, count);
    }

    [Fact]
    public void Payload_InOneSegmentOfSeveral_IsASlice()
    {
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes("{}\n{\"type\":\"attachment\",\"length\":6}\nabcdef\n{\"type\":\"event\"}\n{}");
        var body = Segments.Cut(bytes, [10, 40]);

        var items = EnvelopeReader.Read(body).Items;

        Assert.Equal([true, true], items.Select(item => item.Payload.IsSingleSegment));
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(items[0].GetPayload(), out var array));
        Assert.Contains(EnumerateArrays(body), segment => ReferenceEquals(segment, array.Array));
    }

    private static IEnumerable<byte[]> EnumerateArrays(ReadOnlySequence<byte> body)
    {
        foreach (var memory in body)
        {
            if (System.Runtime.InteropServices.MemoryMarshal.TryGetArray(memory, out var array) && array.Array is not null)
            {
                yield return array.Array;
            }
        }
    }

    private static int CountItems(ReadOnlyMemory<byte> bytes)
    {
        var reader = new EnvelopeReader(bytes);
        var count = 0;
        while (reader.TryReadItem(out _))
        {
            count++;
        }

        return count;
    }

    private static EnvelopeReadResult Read(string text, EnvelopeLimits? limits = null) => EnvelopeReader.Read(Encoding.UTF8.GetBytes(text), limits);
}
