using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>
/// Gives types, indexes and declarations their numbers. Hosts of different versions may declare a type differently at once: each declaration has its own number, and the
/// indexes that they share have the same.
/// </summary>
internal sealed class TypeRegistry(PostgreSqlStore store)
{
    private readonly string _addTypes = store.Database.Sql("""
        insert into $.document_type (name)
        select n.name from unnest($1) as n(name)
        where not exists (select from $.document_type t where t.name = n.name)
        order by n.name on conflict do nothing
        """);

    private readonly string _addIndexes = store.Database.Sql("""
        insert into $.document_index (type, name, revision)
        select t.number, n.name, n.revision from unnest($1, $2, $3) as n(type, name, revision) join $.document_type t on t.name = n.type
        where not exists (select from $.document_index i where i.type = t.number and i.name = n.name and i.revision = n.revision)
        order by t.number, n.name, n.revision on conflict do nothing
        """);

    private readonly string _addDeclarations = store.Database.Sql("""
        insert into $.document_declaration (type, digest)
        select t.number, n.digest from unnest($1, $2) as n(type, digest) join $.document_type t on t.name = n.type
        where not exists (select from $.document_declaration d where d.type = t.number and d.digest = n.digest)
        order by t.number, n.digest on conflict do nothing
        """);

    private readonly string _readDeclarations = store.Database.Sql(
        "select t.name, t.number, d.digest, d.number from $.document_type t join $.document_declaration d on d.type = t.number where t.name = any ($1)");

    private readonly string _readIndexes = store.Database.Sql(
        "select t.name, i.name, i.revision, i.number from $.document_type t join $.document_index i on i.type = t.number where t.name = any ($1)");

    private readonly ConditionalWeakTable<DocumentType, TypeEntry> _types = [];

    public async ValueTask<TypeEntry> GetAsync(DocumentType type, CancellationToken cancellationToken)
    {
        if (_types.TryGetValue(type, out var known))
        {
            return known;
        }

        await EnsureAsync([type], cancellationToken).ConfigureAwait(false);
        return _types.TryGetValue(type, out var entry) ? entry : throw new InvalidOperationException($"The document type '{type.Name}' was not registered.");
    }

    /// <summary>Registers types, all in one turn.</summary>
    public async ValueTask EnsureAsync(IReadOnlyCollection<DocumentType> types, CancellationToken cancellationToken)
    {
        if (types.Count > 0)
        {
            await store.TransactAsync(mayRepeat: true, (transaction, cancellation) => RegisterAsync(transaction, types, cancellation), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> RegisterAsync(Transaction transaction, IReadOnlyCollection<DocumentType> types, CancellationToken cancellationToken)
    {
        byte[][] names = [.. types.Select(type => OrdinalText.Encode(type.Name))];
        var indexes = types.SelectMany(type => type.Indexes.Select(index => (Type: type.Name, index.Name, index.Revision))).ToList();
        await using var batch = transaction.Batch();
        batch.Add(_addTypes, Parameter.Of(names));
        batch.Add(
            _addIndexes,
            Parameter.Of([.. indexes.Select(index => OrdinalText.Encode(index.Type))]),
            Parameter.Of([.. indexes.Select(index => OrdinalText.Encode(index.Name))]),
            Parameter.Of([.. indexes.Select(index => index.Revision)]));
        batch.Add(_addDeclarations, Parameter.Of(names), Parameter.Of([.. types.Select(Digest)]));
        batch.Add(_readDeclarations, Parameter.Of(names));
        batch.Add(_readIndexes, Parameter.Of(names));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var declarations = await ReadDeclarationsAsync(reader, cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var numbers = await ReadIndexesAsync(reader, cancellationToken).ConfigureAwait(false);
        foreach (var type in types)
        {
            var (number, declaration) = declarations[(type.Name, Convert.ToHexString(Digest(type)))];
            _types.AddOrUpdate(type, new TypeEntry
            {
                Number = number,
                Declaration = declaration,
                Indexes = type.Indexes.ToFrozenDictionary(index => index.Name, index => numbers[(type.Name, index.Name, index.Revision)], StringComparer.Ordinal),
            });
        }

        return true;
    }

    private static async ValueTask<Dictionary<(string Type, string Digest), (int Number, int Declaration)>> ReadDeclarationsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var read = new Dictionary<(string, string), (int, int)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            read[(reader.Text(0), Convert.ToHexString(reader.Bytes(2)))] = (reader.GetInt32(1), reader.GetInt32(3));
        }

        return read;
    }

    private static async ValueTask<Dictionary<(string Type, string Name, int Revision), int>> ReadIndexesAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var read = new Dictionary<(string, string, int), int>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            read[(reader.Text(0), reader.Text(1), reader.GetInt32(2))] = reader.GetInt32(3);
        }

        return read;
    }

    /// <summary>The same for the same indexes at the same revisions, in whatever order.</summary>
    private static byte[] Digest(DocumentType type)
    {
        var writer = new ByteWriter();
        foreach (var index in type.Indexes.OrderBy(index => index.Name, StringComparer.Ordinal))
        {
            writer.Bytes(OrdinalText.Encode(index.Name));
            writer.Count(index.Revision);
        }

        return SHA256.HashData(writer.Written);
    }
}
