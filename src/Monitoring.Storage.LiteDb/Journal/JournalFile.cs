using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>One file of the journal: 8 bytes that say so, 8 of its number, 8 of its salt, 4 checksum of these, 4 zero, then frames.</summary>
internal sealed class JournalFile : IDisposable
{
    public const string Directory = "journal";
    public const int HeaderLength = 32;

    private const string Extension = ".journal";
    private const int NumberOffset = 8;
    private const int SaltOffset = 16;
    private const int ChecksumOffset = 24;
    private const int RenewBytes = 1024 * 1024;
    private const ulong Mark = 0x31304C4E524A4F4Du;

    private readonly IStoreFile _file;

    private JournalFile(IStoreFile file, long number, ulong salt, long length)
    {
        _file = file;
        Number = number;
        Salt = salt;
        Length = length;
    }

    public long Number { get; }

    /// <summary>What the checksums of this file begin with. Nobody outside knows it, so no payload can hold what looks like a frame.</summary>
    public ulong Salt { get; }

    /// <summary>The sequence that its first record has or will have; 0 when an earlier run began it.</summary>
    public long FirstSequence { get; private init; }

    /// <summary>Where the next frame goes.</summary>
    public long Length { get; private set; }

    /// <summary>How many bytes its records have.</summary>
    public long RecordBytes { get; set; }

    public JournalEvents Events { get; } = new();

    public string Path => PathOf(Number);

    public static JournalFile Create(IStoreFiles files, long number, long firstSequence)
    {
        var file = files.Create(PathOf(number));
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteUInt64LittleEndian(header, Mark);
        BinaryPrimitives.WriteInt64LittleEndian(header[NumberOffset..], number);
        RandomNumberGenerator.Fill(header[SaltOffset..ChecksumOffset]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[ChecksumOffset..], Checksum.Compute(header[..ChecksumOffset]));
        file.Write(0, header);
        file.Flush();
        files.FlushDirectory(Directory);
        return new JournalFile(file, number, BinaryPrimitives.ReadUInt64LittleEndian(header[SaltOffset..]), HeaderLength) { FirstSequence = firstSequence };
    }

    /// <summary>Opens a file that an earlier run left; <see langword="null"/> when its head is not that of such a file.</summary>
    public static JournalFile? Open(IStoreFiles files, long number)
    {
        var file = files.OpenWrite(PathOf(number));
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.Read(0, header) == HeaderLength
            && BinaryPrimitives.ReadUInt64LittleEndian(header) == Mark
            && BinaryPrimitives.ReadInt64LittleEndian(header[NumberOffset..]) == number
            && BinaryPrimitives.ReadUInt32LittleEndian(header[ChecksumOffset..]) == Checksum.Compute(header[..ChecksumOffset]))
        {
            return new JournalFile(file, number, BinaryPrimitives.ReadUInt64LittleEndian(header[SaltOffset..]), file.Length);
        }

        file.Dispose();
        return null;
    }

    /// <summary>The numbers of the files that are there, in order.</summary>
    public static IEnumerable<long> Numbers(IStoreFiles files) => files.List(Directory)
        .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
        .Select(name => long.TryParse(name.AsSpan(0, name.Length - Extension.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .Where(number => number > 0)
        .Order();

    public static string PathOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{Directory}/{number:D12}{Extension}");

    /// <summary>Appends a frame, header included, and makes it durable.</summary>
    public void Append(ReadOnlySpan<byte> frame)
    {
        _file.Write(Length, frame);
        _file.Flush();
        Length += frame.Length;
    }

    public int Read(long offset, Span<byte> buffer) => _file.Read(offset, buffer);

    /// <summary>Cuts off what follows the last whole frame.</summary>
    public void CutAt(long length)
    {
        _file.Truncate(length);
        _file.Flush();
        Length = length;
    }

    /// <summary>
    /// Makes sure of what an earlier run wrote last. To flush it is not enough: when a flush has failed, what is read may
    /// be in memory alone, and a later flush succeeds without writing it.
    /// </summary>
    /// <param name="offset">Where the last frame begins; those before it were flushed before it was written.</param>
    public void Renew(long offset)
    {
        var buffer = new byte[RenewBytes];
        for (var at = offset; at < Length;)
        {
            var read = _file.Read(at, buffer.AsSpan(0, (int)Math.Min(buffer.Length, Length - at)));
            if (read == 0)
            {
                break;
            }

            _file.Write(at, buffer.AsSpan(0, read));
            at += read;
        }

        _file.Flush();
    }

    /// <summary>Reads the records of the frame at an offset.</summary>
    /// <exception cref="StoreDamagedException">There is no whole frame.</exception>
    public byte[] ReadRecords(long offset) => TryReadRecords(offset, out var records) is not null ? records : throw NoFrame(offset);

    /// <summary>Reads the records of the frame at an offset into memory that is used again.</summary>
    /// <exception cref="StoreDamagedException">There is no whole frame.</exception>
    public void ReadRecords(long offset, ByteWriter records)
    {
        Span<byte> header = stackalloc byte[JournalFrame.HeaderLength];
        records.Clear();
        if (TryReadHeader(offset, header) is not { } frame || !TryReadRecords(offset, header, records.Reserve(frame.RecordLength)))
        {
            throw NoFrame(offset);
        }
    }

    /// <summary>Reads the records of the frame at an offset, if there is a whole one.</summary>
    public JournalFrame? TryReadRecords(long offset, out byte[] records)
    {
        Span<byte> header = stackalloc byte[JournalFrame.HeaderLength];
        var frame = TryReadHeader(offset, header);
        records = frame is null ? [] : new byte[frame.Value.RecordLength];
        return frame is not null && TryReadRecords(offset, header, records) ? frame : null;
    }

    public void Dispose() => _file.Dispose();

    private JournalFrame? TryReadHeader(long offset, Span<byte> header) =>
        Read(offset, header) == header.Length && JournalFrame.ReadHeader(header) is { } frame && frame.Length <= Length - offset ? frame : null;

    private bool TryReadRecords(long offset, ReadOnlySpan<byte> header, Span<byte> records) =>
        Read(offset + JournalFrame.HeaderLength, records) == records.Length && JournalFrame.IsWhole(header, records, Salt);

    private StoreDamagedException NoFrame(long offset) => new($"'{Path}' holds no whole frame at byte {offset}.");
}
