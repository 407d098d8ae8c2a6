using System.Text;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Decoding;

namespace Monitoring.ErrorTracking.Tests.Decoding;

public sealed class BodyDecoderTests
{
    private const int MaxReceived = 64 * 1024;
    private const int MaxDecoded = 256 * 1024;

    private readonly ByteBudget _budget = new(16 * 1024 * 1024);

    public static TheoryData<string> Encodings => [.. Compressed.Encodings];

    public static TheoryData<string> Bombs => [.. Compressed.Encodings.Where(encoding => encoding != "identity")];

    [Property]
    public void ReadAsync_AnyBytesInAnyEncoding_AreTheSame(byte[] bytes, int chunk)
    {
        foreach (var encoding in Compressed.Encodings)
        {
            using var decoded = Read(Compressed.By(encoding, bytes), Compressed.Header(encoding), chunk: 1 + (Math.Abs(chunk % 100)));

            Assert.Equal(BodyFault.None, decoded.Fault);
            Assert.Equal(bytes, decoded.Memory.ToArray());
        }
    }

    [Property]
    public void ReadAsync_GzipOfSeveralMembers_IsTheirSum(byte[][] parts, ushort filler)
    {
        byte[][] members = [new byte[filler], .. parts];
        byte[] compressed = [.. members.SelectMany(member => Compressed.By("gzip", member))];

        using var decoded = Read(compressed, "gzip");

        Assert.Equal(BodyFault.None, decoded.Fault);
        Assert.Equal(members.SelectMany(member => member), decoded.Memory.ToArray());
    }

    [Property]
    public void ReadAsync_GzipCutWithinAMember_IsDamaged(byte[] first, byte[] second, ushort cut)
    {
        var (one, two) = (Compressed.By("gzip", first), Compressed.By("gzip", [1, .. second]));
        var kept = 1 + (cut % (two.Length - 1));

        using var decoded = Read([.. one, .. two[..kept]], "gzip");

        Assert.Equal(BodyFault.Damaged, decoded.Fault);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, true)]
    [InlineData(-20, true)]
    [InlineData(1, false)]
    [InlineData(15, false)]
    [InlineData(16, false)]
    [InlineData(100_000, false)]
    public void ReadAsync_GzipOfSeveralMembers_IsBounded(int over, bool fits)
    {
        byte[] compressed = [.. Compressed.By("gzip", new byte[100]), .. Compressed.By("gzip", new byte[MaxDecoded - 100 + over])];

        using (var decoded = Read(compressed, "gzip"))
        {
            Assert.Equal((fits ? BodyFault.None : BodyFault.TooLarge, fits ? MaxDecoded + over : 0), (decoded.Fault, decoded.Memory.Length));
        }

        Assert.Equal(0, _budget.Used);
    }

    [Fact]
    public void ReadAsync_RubbishBehindGzip_IsDamaged()
    {
        using var decoded = Read([.. Compressed.By("gzip", [1, 2, 3]), 9, 9, 9], "gzip");

        Assert.Equal(BodyFault.Damaged, decoded.Fault);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void ReadAsync_LongBody_GrowsAndGivesAllMemoryBack(string encoding)
    {
        var bytes = new byte[MaxReceived];
        new Random(1).NextBytes(bytes.AsSpan(0, MaxReceived / 2));

        using (var decoded = Read(Compressed.By(encoding, bytes), Compressed.Header(encoding)))
        {
            Assert.Equal(bytes, decoded.Memory.ToArray());
            Assert.InRange(_budget.Used, bytes.Length, 4 * bytes.Length);
        }

        Assert.Equal(0, _budget.Used);
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public void ReadAsync_Bomb_StopsAtTheLimit(string encoding)
    {
        var bomb = Compressed.Bomb(encoding, 8 * 1024 * 1024);
        Assert.InRange(bomb.Length, 1, MaxReceived);

        using var decoded = Read(bomb, Compressed.Header(encoding));

        Assert.Equal(BodyFault.TooLarge, decoded.Fault);
        Assert.Equal(0, _budget.Used);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void ReadAsync_ExactlyTheLimit_IsRead(string encoding)
    {
        var bytes = new byte[encoding == "identity" ? MaxReceived : MaxDecoded];

        using var decoded = Read(Compressed.By(encoding, bytes), Compressed.Header(encoding));

        Assert.Equal(bytes.Length, decoded.Memory.Length);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void ReadAsync_OneByteOverTheLimit_IsTooLarge(string encoding)
    {
        var bytes = new byte[(encoding == "identity" ? MaxReceived : MaxDecoded) + 1];

        using var decoded = Read(Compressed.By(encoding, bytes), Compressed.Header(encoding));

        Assert.Equal(BodyFault.TooLarge, decoded.Fault);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public void ReadAsync_CutOff_IsDamaged(string encoding)
    {
        var bytes = new byte[5000];
        new Random(2).NextBytes(bytes);
        var whole = Compressed.By(encoding, bytes);

        foreach (var cut in new[] { 1, 2, 4, 8, 9, 100, whole.Length / 2 })
        {
            using var decoded = Read(whole[..^cut], encoding);
            Assert.Equal((cut, BodyFault.Damaged), (cut, decoded.Fault));
        }
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public void ReadAsync_NotCompressedAtAll_IsDamaged(string encoding)
    {
        using var decoded = Read("{\"event_id\":\"9ec79c33ec9942ab8353589fcb2e04dc\"}\n"u8.ToArray(), Compressed.Header(encoding));

        Assert.Equal(BodyFault.Damaged, decoded.Fault);
    }

    [Property]
    public void ReadAsync_AnyBytes_EndsWithoutAnException(byte[] bytes)
    {
        foreach (var encoding in Compressed.Encodings)
        {
            using var decoded = Read(bytes, Compressed.Header(encoding), legacyStore: true);
            Assert.True(decoded.Fault is BodyFault.None or BodyFault.Damaged or BodyFault.TooLarge);
        }
    }

    [Theory]
    [InlineData("compress")]
    [InlineData("gzip, br")]
    [InlineData("gzipped")]
    public void ReadAsync_UnknownEncoding_IsRefusedUnread(string encoding)
    {
        var body = new MemoryStream([1, 2, 3]);

        using var decoded = Decode(body, encoding);

        Assert.Equal(BodyFault.UnsupportedEncoding, decoded.Fault);
        Assert.Equal(0, body.Position);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Identity")]
    public void ReadAsync_NoEncoding_TakesTheBytes(string? encoding)
    {
        using var decoded = Read([1, 2, 3], encoding);

        Assert.Equal([1, 2, 3], decoded.Memory.ToArray());
    }

    [Fact]
    public void ReadAsync_ClaimOverTheLimit_IsRefusedUnread()
    {
        var body = new MemoryStream([1, 2, 3]);

        using var decoded = Decode(body, null, claimed: MaxReceived + 1);

        Assert.Equal(BodyFault.TooLarge, decoded.Fault);
        Assert.Equal(0, body.Position);
    }

    [Fact]
    public void ReadAsync_FalseClaim_ReservesLittle()
    {
        using var decoder = Decode(new MemoryStream([1, 2, 3]), null, claimed: MaxReceived);

        Assert.Equal([1, 2, 3], decoder.Memory.ToArray());
        Assert.InRange(_budget.Used, 3, 2 * MaxReceived);
    }

    [Fact]
    public void ReadAsync_BudgetUsedUp_IsBusy()
    {
        Assert.True(_budget.TryTake(16 * 1024 * 1024));

        using var decoded = Read([1, 2, 3], null);

        Assert.Equal(BodyFault.Busy, decoded.Fault);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_ThrowsAndGivesMemoryBack()
    {
        using var gone = new CancellationTokenSource();
        var reading = DecodeAsync(new SilentStream(), null, cancellationToken: gone.Token).AsTask();

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(0, _budget.Used);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    public void ReadAsync_LegacyStoreBody_IsUnpacked(string end)
    {
        const string json = """{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"}""";

        using var decoded = Read([.. Compressed.Legacy(json), .. Encoding.ASCII.GetBytes(end)], null, legacyStore: true);

        Assert.Equal(json, Encoding.UTF8.GetString(decoded.Memory.Span));
    }

    [Fact]
    public void ReadAsync_LegacyStoreBodyThatIsABomb_StopsAtTheLimit()
    {
        var bomb = Encoding.ASCII.GetBytes(Convert.ToBase64String(Compressed.Bomb("deflate", 8 * 1024 * 1024)));

        using var decoded = Read(bomb, null, legacyStore: true);

        Assert.Equal(BodyFault.TooLarge, decoded.Fault);
    }

    [Fact]
    public void ReadAsync_JsonForTheStore_StaysAsItIs()
    {
        using var decoded = Read(" {\"message\":\"a\"}"u8.ToArray(), null, legacyStore: true);

        Assert.Equal(" {\"message\":\"a\"}", Encoding.UTF8.GetString(decoded.Memory.Span));
    }

    [Fact]
    public void ReadAsync_NeitherJsonNorBase64_StaysAsItIs()
    {
        using var decoded = Read("sentry_data=abc"u8.ToArray(), null, legacyStore: true);

        Assert.Equal(BodyFault.None, decoded.Fault);
        Assert.Equal("sentry_data=abc"u8.ToArray(), decoded.Memory.ToArray());
    }

    private DecodedBody Read(byte[] bytes, string? encoding, bool legacyStore = false, int chunk = int.MaxValue) =>
        Decode(new ChunkedStream(bytes, chunk), encoding, legacyStore: legacyStore);

    private DecodedBody Decode(Stream body, string? encoding, long? claimed = null, bool legacyStore = false)
    {
        var reading = DecodeAsync(body, encoding, claimed, legacyStore).AsTask();
        Assert.True(reading.IsCompleted);
        return reading.GetAwaiter().GetResult();
    }

    private ValueTask<DecodedBody> DecodeAsync(
        Stream body, string? encoding, long? claimed = null, bool legacyStore = false, CancellationToken cancellationToken = default)
    {
        var limits = new BodyLimits(MaxReceived, MaxDecoded);
        return new BodyDecoder(limits, _budget).ReadAsync(body, encoding, claimed, legacyStore, cancellationToken);
    }
}
