namespace Monitoring.Storage.Sqlite.Database;

/// <summary>The last numbers that SQLite has handed out for tables whose keys are <c>autoincrement</c>.</summary>
internal static class Sequences
{
    public static long Last(Session session, string table) => session.Number("select seq from sqlite_sequence where name = $name", ("$name", table)) ?? 0;

    /// <summary>Goes on above a number.</summary>
    public static void GoOnFrom(Session session, string table, long number)
    {
        if (session.Execute("update sqlite_sequence set seq = max(seq, $number) where name = $name", ("$name", table), ("$number", number)) == 0)
        {
            session.Execute("insert into sqlite_sequence (name, seq) values ($name, $number)", ("$name", table), ("$number", number));
        }
    }
}
