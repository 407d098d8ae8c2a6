using System.Buffers.Binary;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// A page of LiteDB as its log keeps it here: the page, then 4 bytes mark and 4 bytes checksum of the page's place and
/// bytes. LiteDB's pages have no checksums of their own.
/// </summary>
internal static class LoggedPage
{
    public const int PageLength = 8192;
    public const int Length = PageLength + TrailerLength;

    private const int TrailerLength = 8;
    private const uint Mark = 0x3150474Cu;

    // Of a page in LiteDB 5.
    private const int IdOffset = 0;
    private const int TransactionOffset = 14;
    private const int ConfirmingOffset = 18;

    /// <summary>Writes the log's form of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="place">Which one it is in the log.</param>
    /// <param name="logged">Where to; <see cref="Length"/> bytes.</param>
    public static void Seal(ReadOnlySpan<byte> page, long place, Span<byte> logged)
    {
        page.CopyTo(logged);
        BinaryPrimitives.WriteUInt32LittleEndian(logged[PageLength..], Mark);
        BinaryPrimitives.WriteUInt32LittleEndian(logged[(PageLength + sizeof(uint))..], Compute(page, place));
    }

    /// <summary>Whether the bytes are those that were written for a place.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> logged, long place) =>
        logged.Length == Length
        && BinaryPrimitives.ReadUInt32LittleEndian(logged[PageLength..]) == Mark
        && BinaryPrimitives.ReadUInt32LittleEndian(logged[(PageLength + sizeof(uint))..]) == Compute(logged[..PageLength], place);

    /// <summary>Whether the page is the last one of its transaction, which counts from then on.</summary>
    public static bool IsConfirming(ReadOnlySpan<byte> page) => page[ConfirmingOffset] != 0;

    public static uint Transaction(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page[TransactionOffset..]);

    /// <summary>Where the page belongs in the data file.</summary>
    public static long DataOffset(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page[IdOffset..]) * (long)PageLength;

    /// <summary>Makes of a page what stands in the data file: it belongs to no transaction there.</summary>
    public static void Settle(Span<byte> page)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(page[TransactionOffset..], uint.MaxValue);
        page[ConfirmingOffset] = 0;
    }

    private static uint Compute(ReadOnlySpan<byte> page, long place)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, place);
        return Checksum.Compute(number, page);
    }
}
