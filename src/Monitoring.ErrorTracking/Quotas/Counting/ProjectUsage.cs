using Monitoring.ErrorTracking.Outcomes;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Quotas.Counting;

/// <summary>What was let in of a project hour by hour in the last 31 days.</summary>
/// <remarks>
/// What this host counts is seen at once. What others count is written by them every few seconds and read here every ten, the last hours only; the rest is
/// read when it is first asked for.
/// </remarks>
internal sealed class ProjectUsage(ProjectId project, OutcomeCounters counters, IDocumentStore store, TimeProvider timeProvider)
{
    private const int PageSize = 1000;

    /// <summary>Others are through with an hour when it is this old.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromHours(2);

    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Task _reading = Task.CompletedTask;
    private volatile UsageSnapshot _snapshot = UsageSnapshot.Empty;

    /// <summary>What is known now; the same until it is read again.</summary>
    public UsageSnapshot Snapshot => _snapshot;

    /// <summary>Reads again when what is known is ten seconds old.</summary>
    public ValueTask RefreshAsync(CancellationToken cancellationToken) =>
        _snapshot.ReadAt is { } readAt && timeProvider.GetElapsedTime(readAt) < RefreshInterval ? ValueTask.CompletedTask : ReadAsync(cancellationToken);

    /// <summary>What this host has counted since the snapshot was taken and before it, in the hours that it holds in memory.</summary>
    public long OwnSince(UsageSnapshot snapshot, long fromHour, Func<UsageKey, bool> counts)
    {
        var sum = 0L;
        var present = counters.Find(project, timeProvider.GetUtcNow());
        foreach (var hour in snapshot.Own)
        {
            sum += hour.Hour.UtcTicks >= fromHour ? hour.Usage(counts) : 0;
            present = ReferenceEquals(hour, present) ? null : present;
        }

        return sum + (present?.Usage(counts) ?? 0);
    }

    public void Add(PublicKey key, string category, long quantity) => counters.AddUsage(project, new UsageKey(key, category), quantity);

    /// <summary>One reads, and all who need it wait for the same.</summary>
    private ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        Task reading;
        lock (_lock)
        {
            reading = _reading.IsCompleted ? _reading = ReadOnceAsync() : _reading;
        }

        return new ValueTask(reading.WaitAsync(cancellationToken));
    }

    private async Task ReadOnceAsync() => _snapshot = await ReadAsync(_snapshot, CancellationToken.None).ConfigureAwait(false);

    private async ValueTask<UsageSnapshot> ReadAsync(UsageSnapshot known, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var first = UsageSnapshot.HourOf(now - QuotaRule.LongestWindow);
        var from = known.ReadAt is null ? first : UsageSnapshot.HourOf(known.TakenAt - Settled);
        var readAt = timeProvider.GetTimestamp();

        // Taken before the store is read: an hour that is forgotten meanwhile is in the store by then.
        var own = counters.Hours.Where(hour => hour.Project == project).ToArray();
        var names = own.Select(hour => hour.DocumentKey).ToHashSet(StringComparer.Ordinal);
        var hours = known.Hours.Where(hour => hour.Key >= first.UtcTicks && hour.Key < from.UtcTicks).ToDictionary();
        string? cursor = null;
        do
        {
            var page = await store.QueryAsync(
                OutcomeDocuments.Type,
                new DocumentQuery
                {
                    Partition = Partition.Of(project),
                    Type = OutcomeDocuments.Type,
                    Index = OutcomeDocuments.ByHour,
                    Ranges = [OutcomeDocuments.Hours(from, now + TimeSpan.FromHours(1))],
                    Limit = PageSize,
                    Cursor = cursor,
                },
                cancellationToken).ConfigureAwait(false);
            foreach (var document in page.Items.Select(item => item.Value).Where(document => !names.Contains(document.Key)))
            {
                UsageSnapshot.Add(hours, document);
            }

            cursor = page.Next;
        }
        while (cursor is not null);
        return new UsageSnapshot { Hours = hours, Own = [.. own], TakenAt = now, ReadAt = readAt };
    }
}
