using System.Collections.Immutable;
using Monitoring.Storage.Transfer;

namespace Monitoring.Testing.Tests.Transfers;

/// <summary>Imports what it should refuse, as far as it can: one by one, and leaves out the rest without a word, or tells of it after that.</summary>
internal sealed class TakesAnything<TRecord>(IStoreTransfer<TRecord> inner, bool isSilent) : IStoreTransfer<TRecord>
    where TRecord : class
{
    public ValueTask<IStoreExport<TRecord>> BeginExportAsync(CancellationToken cancellationToken = default) => inner.BeginExportAsync(cancellationToken);

    public async ValueTask ImportAsync(ImmutableArray<TRecord> records, CancellationToken cancellationToken = default)
    {
        foreach (var record in records)
        {
            try
            {
                await inner.ImportAsync([record], cancellationToken);
            }
            catch (ArgumentException) when (isSilent)
            {
            }
        }
    }
}
