using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>Entries of indexes in a partition as one statement adds them.</summary>
internal sealed class IndexEntries(Partition partition)
{
    public const string AddStatement = """
        insert into $.document_entry (part, project_id, index, key, document, type)
        select $1, $2, n.index, n.key, n.document, n.type from unnest($3, $4, $5, $6) as n(index, key, document, type)
        order by n.index, n.key, n.document on conflict do nothing
        """;

    private readonly List<(int Index, byte[] Key, byte[] Document, int Type)> _entries = [];

    public bool IsEmpty => _entries.Count == 0;

    public void Add(TypeEntry type, byte[] document, ImmutableArray<DocumentIndexEntry> entries) =>
        _entries.AddRange(entries.Select(entry => (type.Indexes[entry.Index], entry.Key.Bytes.ToArray(), document, type.Number)));

    /// <summary>Marks a document as indexed by a declaration that it was not put by.</summary>
    public void AddMark(TypeEntry type, byte[] document) => _entries.Add((type.Declaration, [], document, type.Number));

    /// <summary>Index, key and document of each.</summary>
    public NpgsqlParameter[] Names() =>
    [
        Parameter.Of([.. _entries.Select(entry => entry.Index)]),
        Parameter.Of([.. _entries.Select(entry => entry.Key)]),
        Parameter.Of([.. _entries.Select(entry => entry.Document)]),
    ];

    /// <summary>What <see cref="AddStatement"/> takes.</summary>
    public NpgsqlParameter[] Parameters() =>
        [Parameter.Of(Parts.Of(partition.Value)), Parameter.Of(partition.Value), .. Names(), Parameter.Of([.. _entries.Select(entry => entry.Type)])];
}
