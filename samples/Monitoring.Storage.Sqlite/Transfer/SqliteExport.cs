using Microsoft.Data.Sqlite;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.Sqlite.Transfer;

/// <summary>
/// An export, table by table in the order of a key. It holds a transaction open, which in the file's log reads what there was when it began; the log cannot be emptied until
/// the export ends.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="session">A connection with a transaction that has read already.</param>
/// <param name="sections">For each section, how to read so many records after a key; the first key is greater than the empty text.</param>
internal sealed class SqliteExport<TRecord>(SqliteDatabase database, Session session, IReadOnlyList<Func<Session, string, int, List<(string Key, TRecord Record)>>> sections)
    : IStoreExport<TRecord>
    where TRecord : class
{
    private const int PageRecords = 100;
    private const string Scope = "export";

    /// <summary>Begins an export on a connection of its own.</summary>
    public static async ValueTask<SqliteExport<TRecord>> BeginAsync(
        SqliteDatabase database, IReadOnlyList<Func<Session, string, int, List<(string Key, TRecord Record)>>> sections, CancellationToken cancellationToken)
    {
        var session = await database.RentAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            session.Execute("begin");

            // The moment is that of the first read.
            session.Number("select count(*) from counters");
            return new SqliteExport<TRecord>(database, session, sections);
        }
        catch (SqliteException exception)
        {
            session.Dispose();
            throw Faults.Translate(exception);
        }
    }

    public ValueTask<Page<TRecord>> ReadAsync(string? cursor, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (section, after) = Cursor.Read(cursor, Scope) is { } place ? (Section(place), place.Name) : (0, "");
        try
        {
            var found = sections[section](session, after, PageRecords);
            Cursor? next = found.Count == PageRecords ? new Cursor(Text(section), found[^1].Key) : section + 1 < sections.Count ? new Cursor(Text(section + 1), "") : null;
            return ValueTask.FromResult(new Page<TRecord> { Items = [.. found.Select(one => one.Record)], Next = next?.Write(Scope) });
        }
        catch (SqliteException exception)
        {
            throw Faults.Translate(exception);
        }
        catch (FormatException)
        {
            throw new InvalidCursorException();
        }
    }

    public ValueTask DisposeAsync()
    {
        try
        {
            session.Execute("commit");
            database.Return(session);
        }
        catch (SqliteException)
        {
            session.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static string Text(int section) => section.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private int Section(Cursor place) => int.TryParse(place.Place, System.Globalization.CultureInfo.InvariantCulture, out var section) && section < sections.Count ? section : throw new InvalidCursorException();
}
