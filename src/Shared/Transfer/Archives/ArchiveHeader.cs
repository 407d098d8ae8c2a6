using System.Buffers.Binary;
using System.Text;
using Monitoring.Storage.Files;

namespace Monitoring.Transfer.Archives;

/// <summary>
/// The beginning of an archive: 8 bytes that say so, 4 version, 16 the archive's id, 8 when it was begun (UTC ticks), 64 the fingerprint of its source (padded with zeros), 4 checksum.
/// </summary>
internal sealed record ArchiveHeader
{
    public const int Length = 104;

    private const int Version = 1;
    private const int FingerprintOffset = 36;
    private const int ChecksumOffset = 100;

    private static ReadOnlySpan<byte> Mark => "MONARCHV"u8;

    public required Guid Id { get; init; }

    public required DateTimeOffset Began { get; init; }

    public required string Source { get; init; }

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        Mark.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        Id.TryWriteBytes(bytes.AsSpan(12), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(28), Began.UtcTicks);
        Encoding.ASCII.GetBytes(Source, bytes.AsSpan(FingerprintOffset, ChecksumOffset - FingerprintOffset));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumOffset), Checksum.Compute(bytes.AsSpan(0, ChecksumOffset)));
        return bytes;
    }

    /// <exception cref="ArchiveDamagedException">It is no header, or of a newer version.</exception>
    public static ArchiveHeader Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Length || !bytes[..8].SequenceEqual(Mark))
        {
            throw new ArchiveDamagedException("It is no archive of Monitoring: it does not begin as one does.");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (version != Version)
        {
            throw new ArchiveDamagedException($"The archive has version {version}; this tool reads version {Version}. Use the newer one.");
        }

        var began = BinaryPrimitives.ReadInt64LittleEndian(bytes[28..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]) != Checksum.Compute(bytes[..ChecksumOffset]) || began < 0 || began > DateTime.MaxValue.Ticks)
        {
            throw new ArchiveDamagedException("The archive is damaged at byte 0: the checksum of its header differs.");
        }

        return new ArchiveHeader
        {
            Id = new Guid(bytes.Slice(12, 16), bigEndian: true),
            Began = new DateTimeOffset(began, TimeSpan.Zero),
            Source = Encoding.ASCII.GetString(bytes[FingerprintOffset..ChecksumOffset]).TrimEnd('\0'),
        };
    }
}
