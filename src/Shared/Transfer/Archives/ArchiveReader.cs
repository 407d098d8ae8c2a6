using Monitoring.Storage;
using Monitoring.Storage.Codecs;

namespace Monitoring.Transfer.Archives;

/// <summary>Reads the frames of an archive, one after the other, from a stream. Every length is bounded, and every checksum looked at, before anything is made of the bytes.</summary>
internal sealed class ArchiveReader
{
    private readonly Stream _stream;
    private readonly byte[] _header = new byte[ArchiveFrame.HeaderLength];
    private long _number;

    private ArchiveReader(Stream stream, ArchiveHeader header)
    {
        _stream = stream;
        Header = header;
    }

    public ArchiveHeader Header { get; }

    /// <summary>Where the next frame begins.</summary>
    public long Offset { get; private set; } = ArchiveHeader.Length;

    /// <summary>How many frames were read.</summary>
    public long Frames => _number;

    /// <exception cref="ArchiveDamagedException">It does not begin as an archive does.</exception>
    public static async ValueTask<ArchiveReader> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new byte[ArchiveHeader.Length];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return new ArchiveReader(stream, ArchiveHeader.Read(bytes.AsSpan(0, read)));
    }

    /// <summary>Goes on at a frame whose place and number are known.</summary>
    public void GoTo(long offset, long number)
    {
        _stream.Position = offset;
        (Offset, _number) = (offset, number);
    }

    /// <summary>Reads the next frame; <see langword="null"/> at the end of the file.</summary>
    /// <exception cref="ArchiveDamagedException">There is something else, or half of one.</exception>
    public async ValueTask<(ArchiveFrame Frame, byte[] Bytes)?> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await _stream.ReadAtLeastAsync(_header, _header.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            return null;
        }

        if (read < _header.Length)
        {
            throw Damaged("it ends within the head of a frame");
        }

        var frame = ArchiveFrame.Read(_header) ?? throw Damaged("no frame begins here");
        var stored = new byte[frame.Stored];
        if (await _stream.ReadAtLeastAsync(stored, stored.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < stored.Length)
        {
            throw Damaged("it ends within a frame");
        }

        if (!ArchiveFrame.IsWhole(_header, Header.Id, stored))
        {
            throw Damaged("the checksum of a frame differs");
        }

        if (frame.Number != _number)
        {
            throw Damaged($"frame {frame.Number} stands where {_number} should");
        }

        var bytes = Unpack(frame, stored);
        Offset += ArchiveFrame.HeaderLength + frame.Stored;
        _number++;
        return (frame, bytes);
    }

    public ArchiveDamagedException Damaged(string how, Exception? cause = null) =>
        new($"The archive is damaged at byte {Offset}: {how}. What stands before is whole: {_number} frames.", cause);

    private byte[] Unpack(ArchiveFrame frame, byte[] stored)
    {
        var bytes = new byte[frame.Length];
        try
        {
            Unpacking.Unpack(stored, bytes, "A frame");
            return bytes;
        }
        catch (StoreDamagedException exception)
        {
            throw Damaged("a frame cannot be unpacked", exception);
        }
    }
}
