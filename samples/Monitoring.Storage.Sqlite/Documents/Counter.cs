using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>Numbers that only grow.</summary>
internal static class Counter
{
    public static long Next(Session session, string name) =>
        session.Number("update counters set value = value + 1 where name = $name returning value", ("$name", name))!.Value;

    public static long Last(Session session, string name) => session.Number("select value from counters where name = $name", ("$name", name))!.Value;

    /// <summary>Goes on above a number.</summary>
    public static void GoOnFrom(Session session, string name, long number) =>
        session.Execute("update counters set value = max(value, $number) where name = $name", ("$name", name), ("$number", number));
}
