using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Tables;

namespace Monitoring.Storage.Sqlite.Errors.Appending;

/// <summary>Counts an event in all that its primary hash counts.</summary>
internal static class HashCounters
{
    public static void Add(Session session, long hash, GroupedEvent added)
    {
        HashTable.Count(session, hash, added);
        session.Execute(
            "insert into hours (hash, hour, count) values ($hash, $hour, 1) on conflict do update set count = count + 1",
            ("$hash", hash),
            ("$hour", IssueLifecycle.HourOf(added.Timestamp)));
        if (added.UserHash is { } user)
        {
            HashTable.AddUser(session, hash, user);
        }

        AddFacet(session, hash, "environment", added.Environment);
        AddFacet(session, hash, "service", added.Service);
        AddFacet(session, hash, "release", added.Release);
        foreach (var tag in added.Tags)
        {
            AddTag(session, hash, tag);
        }
    }

    /// <summary>Keeps a facet, as long as there is room.</summary>
    private static void AddFacet(Session session, long hash, string kind, string? value)
    {
        if (value is not null)
        {
            session.Execute(
                """
                insert into facets (hash, kind, value) select $hash, $kind, $value
                where (select count(*) from facets where hash = $hash and kind = $kind) < $most
                on conflict do nothing
                """,
                ("$hash", hash),
                ("$kind", kind),
                ("$value", value),
                ("$most", ErrorStoreLimits.Facets));
        }
    }

    private static void AddTag(Session session, long hash, EventTag tag)
    {
        session.Execute(
            """
            insert into tag_keys (hash, key) select $hash, $key
            where (select count(*) from tag_keys where hash = $hash) < $most
            on conflict do nothing
            """,
            ("$hash", hash),
            ("$key", tag.Key),
            ("$most", ErrorStoreLimits.TagKeys));

        // Of a key that is not counted there is no row, and nothing below finds one.
        var counted = session.Execute(
            "update tag_values set count = count + 1 where hash = $hash and key = $key and value = $value", ("$hash", hash), ("$key", tag.Key), ("$value", tag.Value));
        counted += counted > 0 ? 0 : session.Execute(
            """
            insert into tag_values (hash, key, value, count) select hash, key, $value, 1 from tag_keys
            where hash = $hash and key = $key and (select count(*) from tag_values where hash = $hash and key = $key) < $most
            """,
            ("$hash", hash),
            ("$key", tag.Key),
            ("$value", tag.Value),
            ("$most", ErrorStoreLimits.TagValues));
        if (counted == 0)
        {
            session.Execute("update tag_keys set others = others + 1 where hash = $hash and key = $key", ("$hash", hash), ("$key", tag.Key));
        }
    }
}
