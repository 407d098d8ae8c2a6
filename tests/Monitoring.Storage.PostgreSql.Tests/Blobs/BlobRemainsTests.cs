using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.PostgreSql.Blobs;
using Monitoring.TestData;

namespace Monitoring.Storage.PostgreSql.Tests.Blobs;

/// <summary>Bytes that no blob has: they stay as long as somebody may still want them, and no longer.</summary>
public sealed class BlobRemainsTests(PostgresServer server)
{
    private const int Length = (2 * ChunkTable.Length) + 1;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 3, 4, 12, 0, 0, TimeSpan.Zero));
    private int _ids;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_of_a_deleted_and_of_an_expired_blob_go_after_an_hour()
    {
        await using var schema = new SharedSchema(server);
        var store = new PostgreSqlBlobStore(schema.Open(time: _time));
        var write = Write();
        await store.WriteAsync(write, new MemoryStream(new byte[Length]), Cancellation);
        await store.WriteAsync(Write() with { ExpiresAt = _time.GetUtcNow() }, new MemoryStream(new byte[Length]), Cancellation);
        Assert.Equal(6, await ChunksAsync(schema));

        Assert.True(await store.DeleteAsync(write.Id, Cancellation));
        Assert.Equal(1, await store.DeleteExpiredAsync(Cancellation));
        Assert.Equal(6, await ChunksAsync(schema));
        _time.Advance(BlobExpiry.Patience - TimeSpan.FromTicks(1));
        Assert.Equal(0, await store.DeleteExpiredAsync(Cancellation));
        Assert.Equal(6, await ChunksAsync(schema));

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(0, await store.DeleteExpiredAsync(Cancellation));
        Assert.Equal(0, await ChunksAsync(schema));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(Length)]
    public async Task A_write_that_was_refused_leaves_no_bytes(int maxLength)
    {
        await using var schema = new SharedSchema(server, $"{nameof(A_write_that_was_refused_leaves_no_bytes)} {maxLength}");
        var store = new PostgreSqlBlobStore(schema.Open(time: _time));

        Assert.Equal(BlobWriteOutcome.TooLong, (await store.WriteAsync(Write() with { MaxLength = maxLength }, new MemoryStream(new byte[Length + 1]), Cancellation)).Outcome);

        Assert.Equal(0, await ChunksAsync(schema));
    }

    [Fact]
    public async Task Of_many_writes_of_one_name_the_bytes_of_one_are_kept()
    {
        await using var schema = new SharedSchema(server);
        var store = new PostgreSqlBlobStore(schema.Open(time: _time));
        var write = Write();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.WriteAsync(write, new MemoryStream(new byte[Length]), Cancellation).AsTask()));

        Assert.Single(results, result => result.Outcome == BlobWriteOutcome.Written);
        Assert.Equal(3, await ChunksAsync(schema));
    }

    [Fact]
    public async Task A_write_whose_stream_pauses_for_less_than_an_hour_goes_on_and_one_that_pauses_longer_is_told()
    {
        await using var schema = new SharedSchema(server);
        var store = new PostgreSqlBlobStore(schema.Open(time: _time));
        var patient = new PausingStream(Length, async () => await PauseAsync(store, BlobExpiry.Patience - TimeSpan.FromTicks(1)));
        var slow = new PausingStream(Length, async () => await PauseAsync(store, BlobExpiry.Patience));

        Assert.Equal(BlobWriteOutcome.Written, (await store.WriteAsync(Write(), patient, Cancellation)).Outcome);
        Assert.Equal(3, await ChunksAsync(schema));
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await store.WriteAsync(Write(), slow, Cancellation));
        Assert.Equal(3, await ChunksAsync(schema));
    }

    [Fact]
    public async Task A_slow_stream_holds_no_session_while_it_is_waited_for()
    {
        await using var schema = new SharedSchema(server);
        var store = new PostgreSqlBlobStore(schema.Open(";Maximum Pool Size=1;Timeout=2", _time));
        var other = Write();
        var slow = new PausingStream(Length, async () => Assert.Null(await store.FindAsync(other.Id, Cancellation)));

        Assert.Equal(BlobWriteOutcome.Written, (await store.WriteAsync(Write(), slow, Cancellation)).Outcome);
    }

    private static Task<long> ChunksAsync(SharedSchema schema) => schema.AskAsync("select count(*) from blob_chunk");

    private async Task PauseAsync(PostgreSqlBlobStore store, TimeSpan pause)
    {
        _time.Advance(pause);
        await store.DeleteExpiredAsync(Cancellation);
    }

    private BlobWrite Write() => new() { Id = new BlobId(new ProjectId(7), new EntityId(new Guid(++_ids, 2, 3, [1, 2, 3, 4, 5, 6, 7, 8]))), MaxLength = Length };

    /// <summary>Does something before each further chunk's worth of bytes.</summary>
    private sealed class PausingStream(int length, Func<Task> pause) : MemoryStream(new byte[length])
    {
        private long _paused;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position / ChunkTable.Length > _paused)
            {
                _paused = Position / ChunkTable.Length;
                await pause();
            }

            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, ChunkTable.Length)], cancellationToken);
        }
    }
}
