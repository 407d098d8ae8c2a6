using Microsoft.Data.Sqlite;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Blobs;

/// <summary>
/// A blob as a stream. It holds a transaction open until it is disposed, so that the chunks of the moment in which it was opened stay readable whatever
/// happens to the blob meanwhile.
/// </summary>
internal sealed class ChunkStream : Stream
{
    private readonly SqliteDatabase _database;
    private readonly long _blob;
    private Session? _session;
    private byte[] _chunk = [];
    private long _number = -1;
    private long _position;

    private ChunkStream(SqliteDatabase database, Session session, long blob, long length)
    {
        _database = database;
        _session = session;
        _blob = blob;
        Length = length;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <summary>Opens a blob; <see langword="null"/> when it is not there or has expired, the session is given back then.</summary>
    public static ChunkStream? Open(SqliteDatabase database, Session session, BlobId id, DateTimeOffset now)
    {
        try
        {
            session.Execute("begin");
            if (BlobTable.Find(session, id, now) is var (row, info))
            {
                return new ChunkStream(database, session, row, info.Length);
            }

            session.Execute("commit");
            database.Return(session);
            return null;
        }
        catch (SqliteException exception)
        {
            session.Dispose();
            throw Faults.Translate(exception);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_session is null, this);
        if (_position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        var (number, start) = Math.DivRem(_position, Spool.ChunkLength);
        if (number != _number)
        {
            (_chunk, _number) = (Find(number), number);
        }

        var read = Math.Min(buffer.Length, _chunk.Length - (int)start);
        _chunk.AsSpan((int)start, read).CopyTo(buffer);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _session, null) is { } session)
        {
            try
            {
                session.Execute("commit");
                _database.Return(session);
            }
            catch (SqliteException)
            {
                session.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private byte[] Find(long number)
    {
        try
        {
            return BlobTable.FindChunk(_session!, _blob, number) ?? throw new StorageUnavailableException($"Chunk {number} of a blob is not there.");
        }
        catch (SqliteException exception)
        {
            throw Faults.Translate(exception);
        }
    }
}
