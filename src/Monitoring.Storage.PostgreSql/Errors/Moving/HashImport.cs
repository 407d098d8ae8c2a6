using Monitoring.Storage.Counts;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.Transfer;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Moving;

/// <summary>Takes in hashes with what they have counted elsewhere.</summary>
internal sealed class HashImport(Database database)
{
    private readonly string _add = database.Sql(
        """
        insert into $.hash (part, project_id, hash, hash_id, issue_id, token, events, first_seen, last_seen, latest_received, latest_event, texts, facets, users)
        select u.part, u.project_id, u.hash, nextval('$.id'), u.issue_id, nextval('$.id'), u.events, u.first_seen, u.last_seen, u.received, u.event, u.texts, u.facets, u.users
        from unnest($1::smallint[], $2::bigint[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::uuid[], $10::bigint[], $11::bytea[], $12::bytea[])
          as u(part, project_id, hash, issue_id, events, first_seen, last_seen, received, event, texts, facets, users)
        order by 1, 2, 3 on conflict do nothing returning project_id, hash, hash_id
        """);

    private readonly string _latest = database.Sql(
        """
        insert into $.hash_latest (part, hash_id, level, title, culprit, type, platform, search_text)
        select * from unnest($1::smallint[], $2::bigint[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
        """);

    private readonly string _hours = database.Sql("insert into $.hash_hour (part, hash_id, hour, events) select * from unnest($1::smallint[], $2::bigint[], $3::int[], $4::bigint[])");

    private readonly string _terms = database.Sql("insert into $.hash_term (part, project_id, term, hash_id) select * from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[])");

    public async ValueTask RunAsync(NpgsqlConnection connection, IReadOnlyList<ErrorStoreRecord.Hash> hashes, CancellationToken cancellationToken)
    {
        if (hashes.Count == 0)
        {
            return;
        }

        var facets = hashes.Select(Facets).ToList();
        var added = (await connection.QueryAsync(_add, Columns(hashes, facets), row => (Hash: (row.GetInt64(0), row.GetGuid(1).ToHash()), Id: row.GetInt64(2)), cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => row.Hash, row => row.Id);
        var counted = hashes.Zip(facets)
            .Where(pair => pair.First.Counts is not null && added.ContainsKey((pair.First.ProjectId.Value, pair.First.Value)))
            .Select(pair => (Part: Parts.Of(pair.First.ProjectId), Id: added[(pair.First.ProjectId.Value, pair.First.Value)], Hash: pair.First, Counts: pair.First.Counts!, Facets: pair.Second))
            .ToList();
        if (counted.Count == 0)
        {
            return;
        }

        var hours = counted.SelectMany(one => one.Counts.Hours, (one, hour) => (one.Part, one.Id, Hour: Hours.Of(hour.Start.UtcTicks), hour.Count)).ToList();
        var terms = counted.SelectMany(one => Terms.Of(one.Facets).Distinct(), (one, term) => (one.Part, one.Hash.ProjectId, Term: term, one.Id)).ToList();
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            _latest,
            Parameter.Of(counted.Select(one => one.Part).ToArray()),
            Parameter.Of(counted.Select(one => one.Id).ToArray()),
            Parameter.Of(counted.Select(one => (short)one.Counts.Latest.Level).ToArray()),
            Parameter.Of(counted.Select(one => PgText.Escape(one.Counts.Latest.Title)).ToArray()),
            Parameter.Of(counted.Select(one => PgText.Escape(one.Counts.Latest.Culprit)).ToArray()),
            Parameter.Of(counted.Select(one => PgText.Escape(one.Counts.Latest.Type)).ToArray()),
            Parameter.Of(counted.Select(one => PgText.Escape(one.Counts.Latest.Platform)).ToArray()),
            Parameter.Of(counted.Select(one => PgText.Escape(one.Counts.Latest.SearchText)).ToArray()));
        batch.Add(
            _hours,
            Parameter.Of(hours.Select(hour => hour.Part).ToArray()),
            Parameter.Of(hours.Select(hour => hour.Id).ToArray()),
            Parameter.Of(hours.Select(hour => hour.Hour).ToArray()),
            Parameter.Of(hours.Select(hour => hour.Count).ToArray()));
        batch.Add(
            _terms,
            Parameter.Of(terms.Select(term => term.Part).ToArray()),
            Parameter.Of(terms.Select(term => term.ProjectId.Value).ToArray()),
            Parameter.Of(terms.Select(term => term.Term).ToArray()),
            Parameter.Of(terms.Select(term => term.Id).ToArray()));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlParameter[] Columns(IReadOnlyList<ErrorStoreRecord.Hash> hashes, List<HashFacets> facets) =>
    [
        Parameter.Of(hashes.Select(hash => Parts.Of(hash.ProjectId)).ToArray()),
        Parameter.Of(hashes.Select(hash => hash.ProjectId.Value).ToArray()),
        Parameter.Of(hashes.Select(hash => hash.Value.ToGuid()).ToArray()),
        Parameter.Of(hashes.Select(hash => hash.IssueId.Value).ToArray()),
        Parameter.Of(hashes.Select(hash => hash.Counts?.Events ?? 0).ToArray()),
        Parameter.Of(hashes.Select(hash => hash.Counts?.FirstSeen.UtcTicks ?? 0).ToArray()),
        Parameter.Of(hashes.Select(hash => hash.Counts?.LastSeen.UtcTicks ?? 0).ToArray()),
        Parameter.Of(hashes.Select(hash => hash.Counts?.Latest.ReceivedAt.UtcTicks ?? 0).ToArray()),
        Parameter.Of(hashes.Select(hash => hash.Counts?.Latest.EventId.Value ?? Guid.Empty).ToArray()),
        Parameter.Of(hashes.Select(hash => hash.Counts is { } counts ? EventRows.Texts(counts.Latest) : 0).ToArray()),
        Parameter.Of(hashes.Zip(facets).Select(pair => pair.First.Counts is null ? [] : Totals.Write(pair.Second)).ToArray()),
        Parameter.Of(hashes.Select(hash => hash.Counts?.Users.ToArray() ?? []).ToArray()),
    ];

    private static HashFacets Facets(ErrorStoreRecord.Hash hash)
    {
        var facets = new HashFacets();
        if (hash.Counts is { } counts)
        {
            FacetRecords.Fill(facets, counts);
        }

        return facets;
    }
}
