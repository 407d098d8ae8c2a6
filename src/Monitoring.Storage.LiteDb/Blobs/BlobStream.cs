using System.Security.Cryptography;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Blobs;

/// <summary>Reads a blob's file. Who reads it from the beginning to the end is not given the last bytes when they are not those that were written.</summary>
internal sealed class BlobStream(IStoreFile file, BlobFile blob, Action<StoreDamagedException> onDamage) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _position;

    // How far the hash has got; -1 when it has been told, or its reader has left out a part.
    private long _hashed;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(_position, buffer);
        Hash(buffer[..read]);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Hash(ReadOnlySpan<byte> bytes)
    {
        if (_hashed != _position)
        {
            _hashed = -1;
            return;
        }

        _hash.AppendData(bytes);
        _hashed += bytes.Length;
        if (_hashed >= blob.Info.Length || bytes.IsEmpty)
        {
            _hashed = -1;
            if (Convert.ToHexStringLower(_hash.GetHashAndReset()) != blob.Info.Sha256)
            {
                var damage = new StoreDamagedException($"'{blob.Path}' does not hold what was written: its hash differs.");
                onDamage(damage);
                throw Faults.Unreadable(damage);
            }
        }
    }
}
