using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Storage;
using Monitoring.Storage.Transfer;

namespace Monitoring.Testing.Tests.Transfers;

/// <summary>Exports what a store holds in pages of a few records, after something was done to all of them.</summary>
internal sealed class Mutated<TRecord>(IStoreTransfer<TRecord> inner, Func<ImmutableArray<TRecord>, IEnumerable<TRecord>> mutate) : IStoreTransfer<TRecord>
    where TRecord : class
{
    private const int PageLength = 5;

    public async ValueTask<IStoreExport<TRecord>> BeginExportAsync(CancellationToken cancellationToken = default)
    {
        await using var export = await inner.BeginExportAsync(cancellationToken);
        var records = ImmutableArray.CreateBuilder<TRecord>();
        string? cursor = null;
        do
        {
            var page = await export.ReadAsync(cursor, cancellationToken);
            records.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        return new Export([.. mutate(records.ToImmutable())]);
    }

    public ValueTask ImportAsync(ImmutableArray<TRecord> records, CancellationToken cancellationToken = default) => inner.ImportAsync(records, cancellationToken);

    private sealed class Export(ImmutableArray<TRecord> records) : IStoreExport<TRecord>
    {
        public ValueTask<Page<TRecord>> ReadAsync(string? cursor, CancellationToken cancellationToken = default)
        {
            var from = cursor is null ? 0 : int.TryParse(cursor, CultureInfo.InvariantCulture, out var place) ? place : throw new InvalidCursorException();
            var to = Math.Min(from + PageLength, records.Length);
            return ValueTask.FromResult(new Page<TRecord> { Items = records[from..to], Next = to < records.Length ? to.ToString(CultureInfo.InvariantCulture) : null });
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>What may be done to records.</summary>
internal static class Mutation
{
    /// <summary>All but the second page of a few.</summary>
    public static IEnumerable<TRecord> LoseAPage<TRecord>(ImmutableArray<TRecord> records) => records.Where((_, place) => place is < 5 or >= 10);

    /// <summary>Changes the records of one kind.</summary>
    public static Func<ImmutableArray<TRecord>, IEnumerable<TRecord>> Each<TRecord, TKind>(Func<TKind, TRecord> change)
        where TRecord : class
        where TKind : TRecord => records => records.Select(record => record is TKind kind ? change(kind) : record);

    /// <summary>Leaves out the records of one kind.</summary>
    public static IEnumerable<TRecord> Without<TRecord, TKind>(ImmutableArray<TRecord> records)
        where TRecord : class
        where TKind : TRecord => records.Where(record => record is not TKind);
}
