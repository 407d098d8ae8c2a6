using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Monitoring.Storage.Codecs;

namespace Monitoring.Storage.Transfer;

/// <summary>
/// An export of records that were all read at once, for stores that cannot hold a moment for long. They wait in a temporary file that nobody else sees and that ends with
/// the process, however that ends.
/// </summary>
internal sealed class SpooledExport : IStoreExport<DocumentStoreRecord>
{
    private const int PageRecords = 1_000;
    private const int PageBytes = 4 * 1024 * 1024;
    private const string Scope = "spool";

    private readonly FileStream _file;

    private SpooledExport(FileStream file) => _file = file;

    /// <summary>Reads all records into a file.</summary>
    public static SpooledExport Fill(IEnumerable<DocumentStoreRecord> records)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
        });
        try
        {
            File.Delete(path);
            Write(file, records);
            file.Flush();
            return new SpooledExport(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public ValueTask<Page<DocumentStoreRecord>> ReadAsync(string? cursor, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _file.Position = Place(cursor);
        var items = ImmutableArray.CreateBuilder<DocumentStoreRecord>();
        var start = _file.Position;
        while (_file.Position < _file.Length && items.Count < PageRecords && _file.Position - start < PageBytes)
        {
            items.Add(ReadOne());
        }

        return ValueTask.FromResult(new Page<DocumentStoreRecord>
        {
            Items = items.ToImmutable(),
            Next = _file.Position < _file.Length ? Cursor.Write(Scope, Encoding.ASCII.GetBytes(_file.Position.ToString(CultureInfo.InvariantCulture))) : null,
        });
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static void Write(FileStream file, IEnumerable<DocumentStoreRecord> records)
    {
        var writer = new ByteWriter(64 * 1024);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var record in records)
        {
            writer.Clear();
            DocumentRecordCodec.Write(writer, record);
            BinaryPrimitives.WriteInt32LittleEndian(length, writer.Length);
            file.Write(length);
            file.Write(writer.Written);
        }
    }

    private long Place(string? cursor)
    {
        if (Cursor.Read(cursor, Scope) is not { } bytes)
        {
            return 0;
        }

        return long.TryParse(Encoding.ASCII.GetString(bytes), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place <= _file.Length ? place : throw new InvalidCursorException();
    }

    private DocumentStoreRecord ReadOne()
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        _file.ReadExactly(length);
        var bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
        _file.ReadExactly(bytes);
        var reader = new ByteReader(bytes, "A record of an export");
        return DocumentRecordCodec.Read(ref reader);
    }
}
