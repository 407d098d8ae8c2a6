using Monitoring.ErrorTracking.Rollups;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tracing.Linking;

/// <summary>Finds what belongs to a trace: in the store, and in what this host has not written yet.</summary>
internal sealed class TraceLinkReader(TraceLinks links, IDocumentStore store)
{
    private const int PageSize = 100;

    /// <summary>How many documents are looked through; each holds up to 500 entries.</summary>
    private const int MaxDocuments = 2_000;

    /// <summary>Looks through a stretch of time, the youngest first.</summary>
    public async ValueTask<TraceDetails> ReadAsync(ProjectId project, string traceId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var found = links.Waiting.Where(item => item.Project == project && item.Entry.TraceId == traceId).Select(item => item.Entry).ToHashSet();
        var read = 0;
        var searchedFrom = from;
        var query = new DocumentQuery
        {
            Partition = Partition.Of(project),
            Type = TraceLinkDocuments.Type,
            Index = TraceLinkDocuments.ByHour,
            Ranges = [TraceLinkDocuments.Hours(RollupSpan.Hour.Of(from), to)],
            Descending = true,
            Limit = PageSize,
        };
        do
        {
            var page = await store.QueryAsync(TraceLinkDocuments.Type, query, cancellationToken).ConfigureAwait(false);
            found.UnionWith(page.Items.SelectMany(item => item.Value.Entries).Where(entry => entry.TraceId == traceId));
            read += page.Items.Length;
            query = query with { Cursor = page.Next };
            if (read >= MaxDocuments && page.Next is not null)
            {
                searchedFrom = page.Items[^1].Value.Hour;
                break;
            }
        }
        while (query.Cursor is not null);
        return new TraceDetails
        {
            TraceId = traceId,
            Errors = [.. found.Select(entry => entry.Error).OfType<TraceError>().DistinctBy(error => error.EventId).OrderBy(error => error.ReceivedAt).ThenBy(error => error.EventId)],
            Transactions = [.. found.Select(entry => entry.Transaction).OfType<TraceTransaction>().Distinct().OrderBy(transaction => transaction.Sample.At)],
            SearchedFrom = searchedFrom,
        };
    }
}
