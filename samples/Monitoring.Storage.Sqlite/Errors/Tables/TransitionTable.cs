using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Errors.Tables;

/// <summary>The outbox: transitions in the order of their positions.</summary>
internal static class TransitionTable
{
    public static void Add(Session session, IssueTransition transition) =>
        session.Execute("insert into transitions (body) values ($body)", ("$body", ErrorCodec.Write(transition)));

    public static ImmutableArray<IssueTransition> Read(Session session, long after, int max) =>
    [
        .. session.Query(
            "select position, body from transitions where position > $after order by position limit $max",
            row => ErrorCodec.ReadTransition(row.GetString(1)) with { Position = row.GetInt64(0) },
            ("$after", after),
            ("$max", max)),
    ];

    public static int Trim(Session session, long upTo) => session.Execute("delete from transitions where position <= $upTo", ("$upTo", upTo));
}
