using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Transfer;

namespace Monitoring.Transfer.Archives;

/// <summary>What the frames of an archive hold.</summary>
internal static class ArchiveParts
{
    /// <summary>The cursor of the source, and the records.</summary>
    public static (string Cursor, ImmutableArray<ErrorStoreRecord> Records) Errors(ArchiveReader archive, byte[] bytes)
    {
        try
        {
            var reader = new ByteReader(bytes, "A frame of the archive");
            var cursor = reader.Text();
            var records = ImmutableArray.CreateBuilder<ErrorStoreRecord>();
            while (!reader.IsAtEnd)
            {
                var record = new ByteReader(reader.Bytes(), "A record of the archive");
                records.Add(ErrorRecordCodec.Read(ref record));
            }

            return (cursor, records.ToImmutable());
        }
        catch (Exception exception) when (IsOfBytes(exception))
        {
            throw archive.Damaged("the frame before holds no records of an error store", exception);
        }
    }

    /// <inheritdoc cref="Errors"/>
    public static (string Cursor, ImmutableArray<DocumentStoreRecord> Records) Documents(ArchiveReader archive, byte[] bytes)
    {
        try
        {
            var reader = new ByteReader(bytes, "A frame of the archive");
            var cursor = reader.Text();
            var records = ImmutableArray.CreateBuilder<DocumentStoreRecord>();
            while (!reader.IsAtEnd)
            {
                var record = new ByteReader(reader.Bytes(), "A record of the archive");
                records.Add(DocumentRecordCodec.Read(ref record));
            }

            return (cursor, records.ToImmutable());
        }
        catch (Exception exception) when (IsOfBytes(exception))
        {
            throw archive.Damaged("the frame before holds no records of a document store", exception);
        }
    }

    public static (string Cursor, BlobInfo Info) Blob(ArchiveReader archive, byte[] bytes)
    {
        try
        {
            var reader = new ByteReader(bytes, "A frame of the archive");
            return (reader.Text(), BlobCodec.Read(ref reader));
        }
        catch (Exception exception) when (IsOfBytes(exception))
        {
            throw archive.Damaged("the frame before describes no blob", exception);
        }
    }

    /// <summary>How many frames stand before the end, and the totals of all.</summary>
    public static (long Frames, RecordTotals Totals) End(ArchiveReader archive, byte[] bytes)
    {
        try
        {
            var reader = new ByteReader(bytes, "The end of the archive");
            return (reader.Count(), RecordTotals.Read(ref reader));
        }
        catch (Exception exception) when (IsOfBytes(exception))
        {
            throw archive.Damaged("the frame before is no end", exception);
        }
    }

    /// <summary>A checksum vouches for the bytes; only who forges one gets here.</summary>
    private static bool IsOfBytes(Exception exception) => exception is StoreDamagedException or ArgumentException or OverflowException;
}
