using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Feedback.Storing;

/// <summary>Reads feedback.</summary>
internal sealed class FeedbackRecords(IDocumentStore store)
{
    private const int MaxPending = 100;

    public ValueTask<Versioned<FeedbackDocument>?> FindAsync(ProjectId project, EventId id, CancellationToken cancellationToken) =>
        store.FindAsync(Partition.Of(project), FeedbackDocuments.Feedback, id.ToString(), cancellationToken);

    /// <summary>A page, the last received first.</summary>
    public ValueTask<Page<Versioned<FeedbackDocument>>> ListAsync(ProjectId project, FeedbackSearch search, CancellationToken cancellationToken) => search.Status is { } status
        ? QueryAsync(project, FeedbackDocuments.ByStatus, IndexRange.StartingWith(FeedbackDocuments.Status(status)), search.Limit, search.Cursor, cancellationToken)
        : QueryAsync(project, FeedbackDocuments.ByReceipt, IndexRange.All, search.Limit, search.Cursor, cancellationToken);

    /// <summary>What is about events that have not been seen, the youngest.</summary>
    public async ValueTask<ImmutableArray<Versioned<FeedbackDocument>>> PendingAsync(ProjectId project, CancellationToken cancellationToken) =>
        (await QueryAsync(project, FeedbackDocuments.ByPending, IndexRange.All, MaxPending, null, cancellationToken).ConfigureAwait(false)).Items;

    /// <summary>A page of what is about events of any of some hashes, the last received first: the youngest of each hash, merged.</summary>
    public async ValueTask<Page<Versioned<FeedbackDocument>>> OfHashesAsync(
        ProjectId project, IEnumerable<string> hashes, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var before = ReadCursor(cursor);
        var found = new List<Versioned<FeedbackDocument>>();
        foreach (var hash in hashes)
        {
            var prefix = IndexKey.Empty.Add(hash);
            var range = before is null ? IndexRange.StartingWith(prefix) : new IndexRange { From = prefix, To = FeedbackDocuments.Hash(hash, before.Value.At, before.Value.Id) };
            var page = await QueryAsync(project, FeedbackDocuments.ByHash, range, limit + 1, null, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Items);
        }

        var ordered = found.OrderByDescending(item => item.Value.ReceivedAt).ThenByDescending(item => item.Value.Key, StringComparer.Ordinal).ToArray();
        return new Page<Versioned<FeedbackDocument>>
        {
            Items = [.. ordered.Take(limit)],
            Next = ordered.Length > limit ? string.Create(CultureInfo.InvariantCulture, $"{ordered[limit - 1].Value.ReceivedAt.UtcTicks}.{ordered[limit - 1].Value.Id}") : null,
        };
    }

    public async ValueTask<ImmutableArray<Versioned<FeedbackDocument>>> OldAsync(ProjectId project, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var query = Query(project, FeedbackDocuments.ByReceipt, new IndexRange { From = IndexKey.Empty, To = IndexKey.Empty.Add(before) }, limit, null);
        return (await store.QueryAsync(FeedbackDocuments.Feedback, query with { Descending = false }, cancellationToken).ConfigureAwait(false)).Items;
    }

    private static (DateTimeOffset At, EventId Id)? ReadCursor(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        var dot = cursor.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(cursor.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks && EventId.TryParse(cursor[(dot + 1)..], out var id)
                ? (new DateTimeOffset(ticks, TimeSpan.Zero), id)
                : throw new InvalidCursorException("The cursor is not one of this list.");
    }

    private ValueTask<Page<Versioned<FeedbackDocument>>> QueryAsync(
        ProjectId project, string index, IndexRange range, int limit, string? cursor, CancellationToken cancellationToken) =>
        store.QueryAsync(FeedbackDocuments.Feedback, Query(project, index, range, limit, cursor), cancellationToken);

    private static DocumentQuery Query(ProjectId project, string index, IndexRange range, int limit, string? cursor) => new()
    {
        Partition = Partition.Of(project),
        Type = FeedbackDocuments.Feedback,
        Index = index,
        Ranges = [range],
        Descending = true,
        Limit = limit,
        Cursor = cursor,
    };
}
