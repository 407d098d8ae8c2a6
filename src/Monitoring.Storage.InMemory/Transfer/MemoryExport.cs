using System.Globalization;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.InMemory.Transfer;

/// <summary>An export of records that were all made when it began.</summary>
internal sealed class MemoryExport<TRecord>(IReadOnlyList<TRecord> records) : IStoreExport<TRecord>
    where TRecord : class
{
    private const int PageRecords = 100;
    private const string Scope = "export";

    public ValueTask<Page<TRecord>> ReadAsync(string? cursor, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = 0;
        if (Cursor.Read(cursor, Scope) is { } place && (!int.TryParse(place.Name, NumberStyles.None, CultureInfo.InvariantCulture, out start) || start > records.Count))
        {
            throw new InvalidCursorException();
        }

        var end = Math.Min(start + PageRecords, records.Count);
        return ValueTask.FromResult(new Page<TRecord>
        {
            Items = [.. records.Skip(start).Take(end - start)],
            Next = end < records.Count ? new Cursor("", end.ToString(CultureInfo.InvariantCulture)).Write(Scope) : null,
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
