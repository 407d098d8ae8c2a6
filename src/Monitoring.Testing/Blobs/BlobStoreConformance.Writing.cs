using System.Security.Cryptography;
using Monitoring.Storage.Blobs;
using Xunit;

namespace Monitoring.Testing.Blobs;

/// <content>A blob is there as a whole or not at all.</content>
public abstract partial class BlobStoreConformance
{
    public static TheoryData<int> Lengths => [0, 1, 255, 4_096, 81_920, 1_000_003, 5_000_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task Write_ABlobOfAnyLength_ComesBackWithItsFacts(int length)
    {
        var content = Bytes(length);
        var write = NewWrite() with { ContentType = "text/plain; charset=\"кои-8\"", ExpiresAt = Time.GetUtcNow().AddDays(1).AddTicks(1) };

        var result = await WriteAsync(write, content);
        await ReopenAsync();

        var expected = new BlobInfo
        {
            Id = write.Id,
            Length = length,
            ContentType = write.ContentType,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            CreatedAt = Time.GetUtcNow(),
            ExpiresAt = write.ExpiresAt,
        };
        Assert.Equal(BlobWriteOutcome.Written, result.Outcome);
        Assert.Equal(expected, result.Info);
        Assert.Equal(expected, await Store.FindAsync(write.Id, Cancellation));
        AssertBytes(content, await ReadAsync(write.Id));
    }

    [Fact]
    public async Task Write_WithoutTypeAndExpiry_HasTheUsualOnes()
    {
        var id = await WriteAsync(Bytes(3));

        var info = await Store.FindAsync(id, Cancellation);
        Assert.Equal(("application/octet-stream", null), (info!.ContentType, info.ExpiresAt));
    }

    [Fact]
    public async Task Write_TheNameOfAnother_LeavesThatAlone()
    {
        var write = NewWrite();
        var first = await WriteAsync(write, Bytes(10));

        var second = await WriteAsync(write with { ContentType = "other" }, Bytes(20));

        Assert.Equal(BlobWriteOutcome.AlreadyExists, second.Outcome);
        Assert.Equal(first.Info, second.Info);
        AssertBytes(Bytes(10), await ReadAsync(write.Id));
    }

    [Theory]
    [InlineData(0, 0, BlobWriteOutcome.Written)]
    [InlineData(0, 1, BlobWriteOutcome.TooLong)]
    [InlineData(10, 10, BlobWriteOutcome.Written)]
    [InlineData(10, 11, BlobWriteOutcome.TooLong)]
    [InlineData(1_000_000, 1_000_000, BlobWriteOutcome.Written)]
    [InlineData(1_000_000, 1_000_001, BlobWriteOutcome.TooLong)]
    public async Task Write_UpToTheGreatestLength_AndNoFurther(int maxLength, int length, BlobWriteOutcome expected)
    {
        var write = NewWrite(maxLength);

        var result = await WriteAsync(write, Bytes(length));

        Assert.Equal(expected, result.Outcome);
        if (expected == BlobWriteOutcome.TooLong)
        {
            Assert.Null(result.Info);
            await AssertAbsentAsync(write.Id);
            Assert.Equal(BlobWriteOutcome.Written, (await WriteAsync(write, Bytes(maxLength))).Outcome);
        }
    }

    [Fact]
    public async Task Write_AnEndlessStream_StopsAtTheGreatestLength()
    {
        var write = NewWrite(50_000);
        await using var endless = new TroublesomeStream(Bytes(500_000), 200_000, _ => throw new InvalidOperationException("The store reads on and on."));

        var result = await Store.WriteAsync(write, endless, Cancellation);

        Assert.Equal(BlobWriteOutcome.TooLong, result.Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    [InlineData(500_000)]
    public async Task Write_AStreamThatFails_PassesTheFaultOnAndLeavesNothing(int after)
    {
        var write = NewWrite();
        await using var failing = new TroublesomeStream(Bytes(600_000), after, _ => throw new TimeZoneNotFoundException("It failed."));

        await Assert.ThrowsAsync<TimeZoneNotFoundException>(async () => await Store.WriteAsync(write, failing, Cancellation));
        await ReopenAsync();

        await AssertAbsentAsync(write.Id);
        Assert.Equal(BlobWriteOutcome.Written, (await WriteAsync(write, Bytes(10))).Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500_000)]
    public async Task Write_CancelledMeanwhile_LeavesNothing(int after)
    {
        var write = NewWrite();
        using var cancelling = new CancellationTokenSource();
        await using var stream = new TroublesomeStream(Bytes(600_000), after, async cancellation =>
        {
            await cancelling.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.WriteAsync(write, stream, cancelling.Token));

        await AssertAbsentAsync(write.Id);
    }

    [Fact]
    public async Task Write_AStream_ReadsItToItsEndAndLeavesItOpen()
    {
        var write = NewWrite();
        await using var stream = new TroublesomeStream(Bytes(12_345), int.MaxValue, _ => ValueTask.CompletedTask);

        await Store.WriteAsync(write, stream, Cancellation);

        Assert.False(stream.IsDisposed);
        AssertBytes(Bytes(12_345), await ReadAsync(write.Id));
    }

    [Fact]
    public async Task Write_FromThePositionOfTheStream_KeepsTheRest()
    {
        var write = NewWrite();
        using var stream = new MemoryStream(Bytes(100));
        stream.Position = 40;

        await Store.WriteAsync(write, stream, Cancellation);

        AssertBytes(Bytes(100)[40..], await ReadAsync(write.Id));
    }

    [Fact]
    public async Task Write_OfManyAtOnce_KeepsEach()
    {
        var blobs = Enumerable.Range(0, 40).Select(i => (Write: NewWrite(), Content: Bytes(1_000 + (i * 997)))).ToList();

        await Task.WhenAll(blobs.Select(blob => Task.Run(async () => Assert.Equal(BlobWriteOutcome.Written, (await WriteAsync(blob.Write, blob.Content)).Outcome))));
        await CrashAsync();

        await Assert.AllAsync(blobs, async blob => AssertBytes(blob.Content, await ReadAsync(blob.Write.Id)));
    }

    [Fact]
    public async Task Write_OfOneNameByMany_KeepsOne()
    {
        var write = NewWrite();

        var results = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Task.Run(async () => await WriteAsync(write, Bytes(i * 1_000)))));

        var written = Assert.Single(results, result => result.Outcome == BlobWriteOutcome.Written);
        Assert.All(results, result => Assert.Equal(written.Info, result.Info));
        AssertBytes(Bytes((int)written.Info!.Length), await ReadAsync(write.Id));
    }

    [Fact]
    public async Task Write_WhatMakesNoSense_IsMisuse()
    {
        foreach (var write in new[] { NewWrite(-1), NewWrite() with { ContentType = new string('x', 256) }, NewWrite() with { Id = default } })
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await WriteAsync(write, []));
        }
    }
}
