using System.Globalization;
using System.Text;

namespace Monitoring.Storage.Transfer;

/// <summary>
/// An export in sections, each read from its beginning or after a place in it. Who reads page after page reads each section once; another cursor begins anew there.
/// </summary>
/// <param name="sections">For each section, how to read on after a place; <see langword="null"/> for its beginning.</param>
/// <param name="end">Gives back what was held for the export.</param>
internal sealed class SectionedExport<TRecord>(IReadOnlyList<Func<string?, IAsyncEnumerable<Exported<TRecord>>>> sections, Func<ValueTask> end) : IStoreExport<TRecord>
    where TRecord : class
{
    private const int PageRecords = 1_000;
    private const long PageBytes = 4 * 1024 * 1024;
    private const string Scope = "export";

    private IAsyncEnumerator<Exported<TRecord>>? _open;
    private string? _cursor;
    private int _section;

    public async ValueTask<Page<TRecord>> ReadAsync(string? cursor, CancellationToken cancellationToken = default)
    {
        if (_open is null || cursor != _cursor)
        {
            await GoToAsync(cursor).ConfigureAwait(false);
        }

        var items = System.Collections.Immutable.ImmutableArray.CreateBuilder<TRecord>();
        for (long bytes = 0; items.Count < PageRecords && bytes < PageBytes;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await _open!.MoveNextAsync().ConfigureAwait(false))
            {
                items.Add(_open.Current.Record);
                bytes += _open.Current.Bytes;
                _cursor = Write(_section, _open.Current.Place);
            }
            else if (_section + 1 < sections.Count)
            {
                await OpenAsync(_section + 1, null).ConfigureAwait(false);
            }
            else
            {
                await CloseAsync().ConfigureAwait(false);
                return new Page<TRecord> { Items = items.ToImmutable() };
            }
        }

        return new Page<TRecord> { Items = items.ToImmutable(), Next = _cursor };
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        await end().ConfigureAwait(false);
    }

    private static string Write(int section, string place) => Cursor.Write(Scope, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{section}\n{place}")));

    private async ValueTask GoToAsync(string? cursor)
    {
        var (section, after) = (0, (string?)null);
        if (Cursor.Read(cursor, Scope) is { } bytes)
        {
            var parts = Encoding.UTF8.GetString(bytes).Split('\n', 2);
            if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out section) || section >= sections.Count)
            {
                throw new InvalidCursorException();
            }

            after = parts[1];
        }

        await OpenAsync(section, after).ConfigureAwait(false);
        _cursor = cursor;
    }

    private async ValueTask OpenAsync(int section, string? after)
    {
        await CloseAsync().ConfigureAwait(false);
        _section = section;
        _open = sections[section](after).GetAsyncEnumerator();
    }

    private async ValueTask CloseAsync()
    {
        if (_open is { } open)
        {
            _open = null;
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }
}
