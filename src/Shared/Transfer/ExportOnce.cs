using Monitoring.Storage;
using Monitoring.Storage.Transfer;

namespace Monitoring.Transfer;

/// <summary>An export that is ended once, however often it is disposed, and read no more then: what it would show is not of its moment.</summary>
internal sealed class ExportOnce<TRecord>(IStoreExport<TRecord> inner) : IStoreExport<TRecord>
    where TRecord : class
{
    private bool _isEnded;

    public ValueTask<Page<TRecord>> ReadAsync(string? cursor, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        return inner.ReadAsync(cursor, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        if (_isEnded)
        {
            return ValueTask.CompletedTask;
        }

        _isEnded = true;
        return inner.DisposeAsync();
    }
}
