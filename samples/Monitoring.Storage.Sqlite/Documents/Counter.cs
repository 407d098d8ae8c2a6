using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>Numbers that only grow.</summary>
internal static class Counter
{
    public static long Next(Session session, string name) =>
        session.Number("update counters set value = value + 1 where name = $name returning value", ("$name", name))!.Value;
}
