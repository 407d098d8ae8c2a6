using System.Collections.Immutable;
using Monitoring.ErrorTracking.Monitors.Schedules;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>Reads monitors and their check-ins.</summary>
internal sealed class MonitorRecords(IDocumentStore store)
{
    private const int MaxPage = 1000;

    /// <summary>Finds a monitor. What is no slug is none, and need not even be a key.</summary>
    public async ValueTask<Versioned<MonitorDocument>?> FindAsync(Partition partition, string slug, CancellationToken cancellationToken) =>
        Slugs.IsSlug(slug) ? await store.FindAsync(partition, MonitorDocuments.Monitors, slug, cancellationToken).ConfigureAwait(false) : null;

    public ValueTask<Versioned<EnvironmentDocument>?> FindEnvironmentAsync(Partition partition, EntityId monitor, string name, CancellationToken cancellationToken) =>
        store.FindAsync(partition, MonitorDocuments.Environments, EnvironmentDocument.KeyOf(monitor, name), cancellationToken);

    public async ValueTask<CheckIn?> FindCheckInAsync(Partition partition, EntityId monitor, Guid id, CancellationToken cancellationToken) =>
        (await store.FindAsync(partition, MonitorDocuments.CheckIns, CheckInDocument.KeyOf(monitor, id), cancellationToken).ConfigureAwait(false))?.Value.CheckIn;

    /// <summary>All environments of a monitor, by name.</summary>
    public async ValueTask<ImmutableArray<Versioned<EnvironmentDocument>>> EnvironmentsAsync(Partition partition, EntityId monitor, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Partition = partition,
            Type = MonitorDocuments.Environments,
            Index = MonitorDocuments.ByMonitor,
            Ranges = [IndexRange.StartingWith(IndexKey.Empty.Add(monitor))],
            Limit = MaxPage,
        };
        return (await store.QueryAsync(MonitorDocuments.Environments, query, cancellationToken).ConfigureAwait(false)).Items;
    }

    /// <summary>A page of monitors, by slug.</summary>
    public ValueTask<Page<Versioned<MonitorDocument>>> ListAsync(Partition partition, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Partition = partition,
            Type = MonitorDocuments.Monitors,
            Index = MonitorDocuments.BySlug,
            Limit = limit,
            Cursor = cursor,
        };
        return store.QueryAsync(MonitorDocuments.Monitors, query, cancellationToken);
    }

    /// <summary>Whether a project has as many monitors as it may have.</summary>
    public async ValueTask<bool> IsFullAsync(Partition partition, int most, CancellationToken cancellationToken)
    {
        string? cursor = null;
        var count = 0;
        do
        {
            var page = await store.QueryAsync(
                new DocumentQuery
                {
                    Partition = partition,
                    Type = MonitorDocuments.Monitors,
                    Index = MonitorDocuments.BySlug,
                    Limit = Math.Min(MaxPage, most),
                    Cursor = cursor,
                },
                cancellationToken).ConfigureAwait(false);
            count += page.Items.Length;
            cursor = page.Next;
        }
        while (cursor is not null && count < most);
        return count >= most;
    }

    /// <summary>A page of check-ins, the youngest first.</summary>
    public async ValueTask<Page<CheckIn>> CheckInsAsync(Partition partition, EntityId monitor, CheckInSearch search, CancellationToken cancellationToken)
    {
        var key = IndexKey.Empty.Add(monitor);
        var query = new DocumentQuery
        {
            Partition = partition,
            Type = MonitorDocuments.CheckIns,
            Index = search.Environment is null ? MonitorDocuments.ByMonitor : MonitorDocuments.ByEnvironment,
            Ranges = [IndexRange.StartingWith(search.Environment is null ? key : key.Add(search.Environment))],
            Descending = true,
            Limit = search.Limit,
            Cursor = search.Cursor,
        };
        var page = await store.QueryAsync(MonitorDocuments.CheckIns, query, cancellationToken).ConfigureAwait(false);
        return new Page<CheckIn> { Items = [.. page.Items.Select(item => item.Value.CheckIn)], Next = page.Next };
    }

    /// <summary>The keys of check-ins that began before an instant, the oldest first.</summary>
    public async ValueTask<ImmutableArray<string>> OldCheckInsAsync(
        Partition partition, EntityId monitor, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var key = IndexKey.Empty.Add(monitor);
        var query = new DocumentQuery
        {
            Partition = partition,
            Type = MonitorDocuments.CheckIns,
            Index = MonitorDocuments.ByMonitor,
            Ranges = [new IndexRange { From = key, To = key.Add(before) }],
            Limit = limit,
        };
        return [.. (await store.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items.Select(item => item.Key)];
    }
}
