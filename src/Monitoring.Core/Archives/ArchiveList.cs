using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Pumping;
using Monitoring.Storage.Documents;
using Monitoring.Transfer;

namespace Monitoring.Core.Archives;

/// <summary>The archives that there are, as one document of the host: that one alone is on its way is a matter of its version.</summary>
internal sealed class ArchiveList(Stores stores)
{
    private const int MaxListed = 100;
    private const string Only = "archives";

    public static DocumentType<ArchiveListDocument> Type { get; } = new(OwnDocuments.OfArchives, ArchiveJson.Default.ArchiveListDocument, _ => Only);

    /// <summary>Wakes who writes archives.</summary>
    public Hint Changed { get; } = new();

    public async ValueTask<ImmutableArray<StoreArchive>> ReadAsync(CancellationToken cancellationToken) =>
        (await stores.Documents.FindAsync(Partition.Host, Type, Only, cancellationToken).ConfigureAwait(false))?.Value.Archives ?? [];

    /// <summary>Changes the list as it is then, as often as others are faster.</summary>
    /// <param name="change">What becomes of the list, and what else is committed with it; <see langword="null"/> when nothing is to happen.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether something has happened.</returns>
    public async ValueTask<bool> ChangeAsync(Func<ImmutableArray<StoreArchive>, (ImmutableArray<StoreArchive> Archives, DocumentPut? Beside)?> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await stores.Documents.FindAsync(Partition.Host, Type, Only, cancellationToken).ConfigureAwait(false);
            if (change(found?.Value.Archives ?? []) is not var (archives, beside))
            {
                return false;
            }

            var put = Type.Put(new ArchiveListDocument { Archives = Bound(archives) }, found?.Version ?? 0);
            var commit = new DocumentCommit { Partition = Partition.Host, Puts = beside is null ? [put] : [put, beside] };
            if ((await stores.Documents.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).Outcome == CommitOutcome.Committed)
            {
                Changed.Notify();
                return true;
            }
        }
    }

    /// <summary>Changes one that is on its way.</summary>
    /// <returns>What it is now; <see langword="null"/> when it is no longer on its way.</returns>
    public async ValueTask<StoreArchive?> AdvanceAsync(EntityId id, Func<StoreArchive, StoreArchive> change, CancellationToken cancellationToken)
    {
        StoreArchive? changed = null;
        var done = await ChangeAsync(
            archives =>
            {
                if (archives.FirstOrDefault(archive => archive.Id == id && archive.IsOnItsWay) is not { } found)
                {
                    return null;
                }

                changed = change(found);
                return (archives.Replace(found, changed), null);
            },
            cancellationToken).ConfigureAwait(false);
        return done ? changed : null;
    }

    /// <summary>Of those that lie nowhere the last ones stay.</summary>
    private static ImmutableArray<StoreArchive> Bound(ImmutableArray<StoreArchive> archives)
    {
        var room = MaxListed - archives.Count(IsKept);
        return [.. archives.Where(archive => IsKept(archive) || room-- > 0)];
    }

    private static bool IsKept(StoreArchive archive) => archive.State == ArchiveState.Done || archive.IsOnItsWay;
}

/// <summary>The list as it is stored, the last asked for first.</summary>
internal sealed record ArchiveListDocument
{
    public ImmutableArray<StoreArchive> Archives { get; init; } = [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ArchiveListDocument))]
internal sealed partial class ArchiveJson : JsonSerializerContext;
