using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Appending;

/// <summary>
/// Notes the ids of events and finds those that were noted before, today or yesterday by the store's clock. In the first hour of a day ids are noted for the day before as
/// well: hosts that do not agree yet on the day meet there, and of two that append the same event at midnight one waits for the other.
/// </summary>
internal sealed class SeenIds(Database database, Partitions partitions)
{
    private const string Columns = "part, project_id, event_id, day, hash, received";

    /// <summary>Sees to it that there is room for the ids of a day.</summary>
    public ValueTask PrepareAsync(int today, CancellationToken cancellationToken) => partitions.EnsureAsync("seen", [today - 1, today], today, cancellationToken);

    /// <summary>Adds the statement that notes ids, and answers with those that are new.</summary>
    public void Note(NpgsqlBatch batch, IReadOnlyList<GroupedEvent> events, DateTimeOffset now) => batch.Add(
        database.Sql(Statement(Hours.DayOf(now), now.TimeOfDay < TimeSpan.FromHours(1))),
        Parameter.Of(events.Select(noted => Parts.Of(noted.ProjectId)).ToArray()),
        Parameter.Of(events.Select(noted => noted.ProjectId.Value).ToArray()),
        Parameter.Of(events.Select(noted => noted.EventId.Value).ToArray()),
        Parameter.Of(events.Select(noted => noted.Hashes[0].ToGuid()).ToArray()),
        Parameter.Of(events.Select(noted => noted.ReceivedAt.UtcTicks).ToArray()));

    public static (ProjectId Project, EventId Id) Read(NpgsqlDataReader row) => (new ProjectId(row.GetInt64(0)), new EventId(row.GetGuid(1)));

    /// <summary>Names the partitions themselves: a statement on the table would lock, and plan for, those of all days.</summary>
    private static string Statement(int today, bool isEarly)
    {
        var (here, before) = (Partitions.Name("seen", today, today), Partitions.Name("seen", today - 1, today));
        return isEarly
            ? $"""
              with fresh as ({Insert(before, today - 1, unlessIn: here)} returning *)
              insert into $.{here} ({Columns}) select part, project_id, event_id, {today}, hash, received from fresh on conflict do nothing returning project_id, event_id
              """
            : $"{Insert(here, today, unlessIn: before)} returning project_id, event_id";
    }

    /// <summary>In the order of the key, so that two batches with the same ids do not wait for each other in a circle.</summary>
    private static string Insert(string partition, int day, string unlessIn) =>
        $"""
        insert into $.{partition} ({Columns})
        select u.part, u.project_id, u.event_id, {day}, u.hash, u.received from unnest($1, $2, $3, $4, $5) as u(part, project_id, event_id, hash, received)
        where not exists (select from $.{unlessIn} s where s.part = u.part and s.project_id = u.project_id and s.event_id = u.event_id)
        order by 1, 2, 3 on conflict do nothing
        """;
}
