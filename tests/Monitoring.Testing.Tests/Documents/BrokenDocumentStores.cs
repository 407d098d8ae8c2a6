using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Testing.Tests.Documents;

/// <summary>Writes the documents of a commit one by one, until one is at another version.</summary>
internal sealed class CommitsOneByOne(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    public override async ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default)
    {
        var versions = ImmutableArray.CreateBuilder<long>();
        foreach (var put in commit.Puts)
        {
            var result = await Inner.CommitAsync(new DocumentCommit { Partition = commit.Partition, Puts = [put] }, cancellationToken);
            if (result.Outcome != CommitOutcome.Committed)
            {
                return result;
            }

            versions.AddRange(result.Versions);
        }

        var rest = await Inner.CommitAsync(commit with { Puts = [] }, cancellationToken);
        return rest.Outcome == CommitOutcome.Committed ? rest with { Versions = versions.ToImmutable() } : rest;
    }
}

/// <summary>Says "committed" and keeps the last document to itself.</summary>
internal sealed class LosesADocument(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    public override async ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default)
    {
        if (commit.Puts.Length < 2)
        {
            return await Inner.CommitAsync(commit, cancellationToken);
        }

        var result = await Inner.CommitAsync(commit with { Puts = commit.Puts.RemoveAt(commit.Puts.Length - 1) }, cancellationToken);
        return result.Outcome == CommitOutcome.Committed ? result with { Versions = result.Versions.Add(result.Versions[^1] + 1) } : result;
    }
}

/// <summary>Overwrites what is newer.</summary>
internal sealed class IgnoresVersions(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    public override ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default) =>
        Inner.CommitAsync(commit with { Puts = [.. commit.Puts.Select(put => put with { ExpectedVersion = null })] }, cancellationToken);
}

/// <summary>Checks the version first and writes later, so that another write slips between.</summary>
internal sealed class ChecksBeforeItWrites(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    public override async ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default)
    {
        foreach (var put in commit.Puts.Where(put => put.ExpectedVersion is not null))
        {
            var current = await Inner.GetAsync(commit.Partition, put.Type, put.Key, cancellationToken);
            if ((current?.Version ?? 0) != put.ExpectedVersion)
            {
                return new CommitResult { Outcome = CommitOutcome.Conflict, Conflict = current };
            }
        }

        await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
        return await Inner.CommitAsync(commit with { Puts = [.. commit.Puts.Select(put => put with { ExpectedVersion = null })] }, cancellationToken);
    }
}

/// <summary>Commits all the same when the lease or a claim is lost.</summary>
internal sealed class IgnoresFences(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    public override async ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default)
    {
        var result = await Inner.CommitAsync(commit, cancellationToken);
        return result.Outcome == CommitOutcome.Fenced ? await Inner.CommitAsync(commit with { Fence = null, CompletedTimers = [] }, cancellationToken) : result;
    }
}

/// <summary>Forgets the second signal of a commit.</summary>
internal sealed class LosesASignal(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    public override ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default) =>
        Inner.CommitAsync(commit with { Signals = [.. commit.Signals.Take(1)] }, cancellationToken);
}

/// <summary>Keeps keys in lower case.</summary>
internal sealed class IgnoresCase(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    public override ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default) =>
        Inner.GetAsync(partition, type, Lower(key), cancellationToken);

    public override ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default) =>
        Inner.CommitAsync(commit with { Puts = [.. commit.Puts.Select(put => put with { Key = Lower(put.Key) }).DistinctBy(put => (put.Type.Name, put.Key))] }, cancellationToken);

    private static string Lower(string key) => new([.. key.Select(char.ToLowerInvariant)]);
}

/// <summary>Looks into every partition.</summary>
internal sealed class ForgetsThePartition(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    public override async ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default)
    {
        var found = await Inner.GetAsync(partition, type, key, cancellationToken);
        for (var project = 1; project < 10 && found is null; project++)
        {
            found = await Inner.GetAsync(Partition.Of(new ProjectId(project)), type, key, cancellationToken);
        }

        return found;
    }
}

/// <summary>Answers a page in the order of the document keys.</summary>
internal sealed class SortsByDocumentKey(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    public override async ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
    {
        var page = await Inner.QueryAsync(query, cancellationToken);
        return page with { Items = [.. page.Items.OrderBy(document => document.Key, StringComparer.Ordinal)] };
    }
}

/// <summary>Answers a document once for each of its keys in the ranges.</summary>
internal sealed class AnswersOncePerRange(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    public override async ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
    {
        if (query.Ranges.IsDefault || query.Ranges.Length < 2 || query.Cursor is not null)
        {
            return await Inner.QueryAsync(query, cancellationToken);
        }

        var items = ImmutableArray.CreateBuilder<StoredDocument>();
        foreach (var range in query.Ranges)
        {
            items.AddRange((await Inner.QueryAsync(query with { Ranges = [range] }, cancellationToken)).Items);
        }

        return new Page<StoredDocument> { Items = items.ToImmutable() };
    }
}

/// <summary>Counts how many it has listed, as an offset does.</summary>
internal sealed class PagesByOffset(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    public override async ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
    {
        var all = await Inner.QueryAsync(query with { Cursor = null, Limit = query.Limit is > 0 and <= 1_000 ? 1_000 : query.Limit }, cancellationToken);
        var scope = $"{query.Partition}/{query.Type.Name}/{query.Index}/{query.Descending}/";
        var offset = query.Cursor is not { } cursor ? 0
            : cursor.StartsWith(scope, StringComparison.Ordinal) && int.TryParse(cursor[scope.Length..], out var number) && number > 0 ? number
            : throw new ArgumentException("A foreign cursor.");
        var next = offset + query.Limit;
        return new Page<StoredDocument> { Items = [.. all.Items.Skip(offset).Take(query.Limit)], Next = all.Items.Length > next ? $"{scope}{next}" : null };
    }
}

/// <summary>Begins again with version 1 when a document is put anew.</summary>
internal sealed class BeginsVersionsAnew(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    private readonly ConcurrentDictionary<(Partition, string, string), long> _bases = [];

    public override async ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default) =>
        Shift(await Inner.GetAsync(partition, type, key, cancellationToken));

    public override async ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default)
    {
        var shifted = commit with { Puts = [.. commit.Puts.Select(put => put.ExpectedVersion is > 0 ? put with { ExpectedVersion = put.ExpectedVersion + Base(commit.Partition, put.Type.Name, put.Key) } : put)] };
        var result = await Inner.CommitAsync(shifted, cancellationToken);
        if (result.Outcome != CommitOutcome.Committed)
        {
            return result with { Conflict = Shift(result.Conflict) };
        }

        foreach (var delete in commit.Deletes)
        {
            _bases.TryRemove((commit.Partition, delete.Type.Name, delete.Key), out _);
        }

        foreach (var (put, version) in commit.Puts.Zip(result.Versions))
        {
            _bases.TryAdd((commit.Partition, put.Type.Name, put.Key), version - 1);
        }

        return result with { Versions = [.. commit.Puts.Zip(result.Versions, (put, version) => version - Base(commit.Partition, put.Type.Name, put.Key))] };
    }

    private long Base(Partition partition, string type, string key) => _bases.GetValueOrDefault((partition, type, key));

    private StoredDocument? Shift(StoredDocument? document) =>
        document is null ? null : document with { Version = document.Version - Base(document.Partition, document.Type, document.Key) };
}

/// <summary>Gives every claim the same epoch, so that an old one passes for a new one.</summary>
internal sealed class GivesOneEpoch(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    private readonly ConcurrentDictionary<(Partition, TimerKey), TimerClaim> _last = [];

    public override async ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default)
    {
        var claims = await Inner.ClaimDueAsync(kind, owner, leaseFor, max, cancellationToken);
        foreach (var claim in claims)
        {
            _last[(claim.Partition, claim.Timer)] = claim;
        }

        return [.. claims.Select(claim => claim with { Epoch = 1 })];
    }

    public override ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default) =>
        Inner.CommitAsync(commit with { CompletedTimers = [.. commit.CompletedTimers.Select(claim => _last.GetValueOrDefault((claim.Partition, claim.Timer), claim))] }, cancellationToken);
}

/// <summary>Gives each claimer what is due, claimed or not.</summary>
internal sealed class ClaimsTwice(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    private ImmutableArray<TimerClaim> _last = [];

    public override async ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default)
    {
        var claims = await Inner.ClaimDueAsync(kind, owner, leaseFor, max, cancellationToken);
        (claims, _last) = (claims.IsEmpty ? _last : claims, claims);
        return claims;
    }
}

/// <summary>Gives a lease that another one holds.</summary>
internal sealed class SharesLeases(IDocumentStore inner) : DocumentStoreDecorator(inner)
{
    public override ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken = default) =>
        Inner.AcquireLeaseAsync(name, name.Length > 0 && owner.Length > 0 ? "everybody" : owner, leaseFor, cancellationToken);
}
