using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Documents;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>The document store in a directory: checks what is asked for, and hands it to the session that is open.</summary>
internal sealed class LiteDbDocumentStore(LiteDbStore store) : IDocumentStore
{
    private const int MaxPage = 1_000;

    public async ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        Limits.Key(key, "The key of a document");
        return await store.CallAsync(session => session.Documents.GetAsync(partition, type, key, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        Check(query);
        var scope = Scope(query);
        IndexEntry? after = Cursor.Read(query.Cursor, scope) is { } cursor ? ReadPlace(cursor) : null;
        var found = await store.CallAsync(session => session.Documents.QueryAsync(query, after, query.Limit + 1, cancellationToken), cancellationToken).ConfigureAwait(false);
        var page = found.Take(query.Limit).ToList();
        return new Page<StoredDocument>
        {
            Items = [.. page.Select(item => item.Document)],
            Next = found.Count > page.Count ? Cursor.Write(scope, WritePlace(page[^1].Place)) : null,
        };
    }

    public async ValueTask<Page<StoredDocument>> ListAsync(
        Partition partition, DocumentType type, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        Limits.Range(limit, 1, MaxPage, "The limit");
        var scope = $"all documents {partition} {type.Name}";
        var after = Cursor.Read(cursor, scope) is { } place ? DocumentKeys.ReadText(place) : null;
        if (after is { Length: not (> 0 and <= Limits.KeyLength) })
        {
            throw new InvalidCursorException();
        }

        var found = await store.CallAsync(session => session.Documents.ListAsync(partition, type, after, limit + 1, cancellationToken), cancellationToken).ConfigureAwait(false);
        var page = found.Take(limit).ToList();
        return new Page<StoredDocument> { Items = [.. page], Next = found.Count > page.Count ? Cursor.Write(scope, DocumentKeys.Text(page[^1].Key)) : null };
    }

    public async ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        CommitLimits.Check(commit);
        return await store.CallAsync(session => session.Documents.CommitAsync(commit, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default)
    {
        Limits.Key(kind, "The kind of a timer");
        Limits.Key(owner, "The owner of a claim");
        Limits.Range(max, 1, MaxPage, "The number of timers");
        CheckLease(leaseFor);
        return await store.CallAsync(session => session.Documents.ClaimDueAsync(kind, owner, leaseFor, max, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken = default)
    {
        Limits.Key(name, "The name of a lease");
        Limits.Key(owner, "The owner of a lease");
        CheckLease(leaseFor);
        return await store.CallAsync(session => session.Documents.AcquireLeaseAsync(name, owner, leaseFor, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        await store.CallAsync(session => session.Documents.ReleaseLeaseAsync(lease, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken = default)
    {
        Limits.Range(max, 1, MaxPage, "The number of signals");
        return [.. await store.CallAsync(session => session.Documents.ReadSignalsAsync(after, max, cancellationToken), cancellationToken).ConfigureAwait(false)];
    }

    public async ValueTask TrimSignalsAsync(long upTo, CancellationToken cancellationToken = default) =>
        await store.CallAsync(session => session.Documents.TrimSignalsAsync(upTo, cancellationToken), cancellationToken).ConfigureAwait(false);

    private static void Check(DocumentQuery query)
    {
        Limits.Range(query.Limit, 1, MaxPage, "The limit");
        if (query.Ranges.IsDefault)
        {
            throw new ArgumentException("A query needs its ranges.");
        }

        if (!query.Type.Indexes.Any(index => index.Name == query.Index))
        {
            throw new ArgumentException($"'{query.Type.Name}' declares no index '{query.Index}'.");
        }
    }

    private static void CheckLease(TimeSpan leaseFor)
    {
        if (leaseFor <= TimeSpan.Zero)
        {
            throw new ArgumentException($"A lease must last, not {leaseFor}.");
        }
    }

    /// <summary>A cursor is good for one index, one direction and the same ranges.</summary>
    private static string Scope(DocumentQuery query)
    {
        var ranges = new StringBuilder();
        foreach (var range in query.Ranges)
        {
            ranges.Append(range.From).Append(' ').Append(range.To?.ToString() ?? "-").Append(' ');
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(ranges.ToString())));
        return $"documents {query.Partition} {query.Type.Name} {query.Index} {query.Descending} {hash}";
    }

    private static ReadOnlySpan<byte> WritePlace(IndexEntry place)
    {
        var writer = new ByteWriter();
        writer.Bytes(place.Key.Bytes.Span);
        writer.Bytes(DocumentKeys.Text(place.DocumentKey));
        return writer.Written;
    }

    private static IndexEntry ReadPlace(byte[] cursor)
    {
        try
        {
            var reader = new ByteReader(cursor, "A cursor");
            return new IndexEntry(IndexKey.FromBytes(reader.Bytes().ToArray()), DocumentKeys.ReadText(reader.Bytes()));
        }
        catch (StoreDamagedException)
        {
            throw new InvalidCursorException();
        }
    }
}
