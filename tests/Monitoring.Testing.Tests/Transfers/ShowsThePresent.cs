using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Transfer;

namespace Monitoring.Testing.Tests.Transfers;

/// <summary>Reads what is there when a page is asked for, and not what was there when the export began.</summary>
internal sealed class ShowsThePresent<TRecord>(IStoreTransfer<TRecord> inner) : IStoreTransfer<TRecord>
    where TRecord : class
{
    public ValueTask<IStoreExport<TRecord>> BeginExportAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<IStoreExport<TRecord>>(new Export(inner));

    public ValueTask ImportAsync(ImmutableArray<TRecord> records, CancellationToken cancellationToken = default) => inner.ImportAsync(records, cancellationToken);

    private sealed class Export(IStoreTransfer<TRecord> inner) : IStoreExport<TRecord>
    {
        public async ValueTask<Page<TRecord>> ReadAsync(string? cursor, CancellationToken cancellationToken = default)
        {
            await using var export = await inner.BeginExportAsync(cancellationToken);
            return await export.ReadAsync(cursor, cancellationToken);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
