using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>A document of a commit with what stands for it in the database.</summary>
internal sealed record PlannedDocument
{
    public required DocumentType Type { get; init; }

    public required TypeEntry Entry { get; init; }

    public required string Key { get; init; }

    public required byte[] KeyBytes { get; init; }

    /// <summary>The version that must be stored now, zero for none; null for any or none.</summary>
    public required long? Expected { get; init; }

    public DocumentPut? Put { get; init; }

    /// <summary>Of a put the keys in its indexes.</summary>
    public ImmutableArray<DocumentIndexEntry> Entries { get; init; } = [];

    /// <summary>Whether the commit removes it.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>
    /// Whether it may be that it is not there and has to stay so, becomes a new one, or is to be gone whatever another commit puts there meanwhile: then its place is held from the
    /// beginning.
    /// </summary>
    public bool HoldsPlace => Put is not null || IsDeleted ? Expected is null or 0 : Expected == 0;
}

/// <summary>What a commit touches, in the order of its conditions: puts, deletes, checks.</summary>
internal sealed record CommitPlan
{
    public required DocumentCommit Commit { get; init; }

    public required ImmutableArray<PlannedDocument> Documents { get; init; }

    /// <summary>The claims that must be held, each once.</summary>
    public required ImmutableArray<TimerClaim> Claims { get; init; }

    public bool HasNothingToRead => Documents.IsEmpty && Claims.IsEmpty && Commit.Fence is null;

    /// <summary>Makes the plan; the caller's own code runs here, and may throw while nothing has been done.</summary>
    public static async ValueTask<CommitPlan> MakeAsync(TypeRegistry types, DocumentCommit commit, CancellationToken cancellationToken)
    {
        var documents = ImmutableArray.CreateBuilder<PlannedDocument>(commit.Puts.Length + commit.Deletes.Length + commit.Checks.Length);
        foreach (var put in commit.Puts)
        {
            var entries = put.Type.GetIndexEntries(put.Body, put.Type.SchemaVersion);
            documents.Add(await PlanAsync(put.Type, put.Key, put.ExpectedVersion).ConfigureAwait(false) with { Put = put, Entries = entries });
        }

        foreach (var delete in commit.Deletes)
        {
            documents.Add(await PlanAsync(delete.Type, delete.Key, delete.ExpectedVersion).ConfigureAwait(false) with { IsDeleted = true });
        }

        foreach (var check in commit.Checks)
        {
            documents.Add(await PlanAsync(check.Type, check.Key, check.ExpectedVersion).ConfigureAwait(false));
        }

        return new CommitPlan { Commit = commit, Documents = documents.ToImmutable(), Claims = [.. commit.CompletedTimers.DistinctBy(claim => (claim.Timer, claim.Epoch))] };

        async ValueTask<PlannedDocument> PlanAsync(DocumentType type, string key, long? expected) => new()
        {
            Type = type,
            Entry = await types.GetAsync(type, cancellationToken).ConfigureAwait(false),
            Key = key,
            KeyBytes = OrdinalText.Encode(key),
            Expected = expected,
        };
    }
}
