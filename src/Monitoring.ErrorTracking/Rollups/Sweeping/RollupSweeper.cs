using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.Rollups.Sweeping;

/// <summary>Removes values that are too old: those of hours first, those of days much later. When nothing is left it ends, and the next value brings it back.</summary>
internal sealed class RollupSweeper(IEnumerable<RollupKind> kinds, IDocumentStore store, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider) : ITimerHandler
{
    private const int AtOnce = 500;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromHours(6);
    private static readonly TimeSpan RecentRetention = TimeSpan.FromDays(1);

    private readonly ErrorTrackingOptions _options = options.Value;

    public async ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken)
    {
        if (kinds.FirstOrDefault(kind => kind.Name == context.Claim.Timer.Key) is not { } kind)
        {
            return TimerOutcome.Done;
        }

        var partition = context.Claim.Partition;
        var now = timeProvider.GetUtcNow();
        var deletes = ImmutableArray.CreateBuilder<DocumentDelete>();
        foreach (var query in Old(kind, now))
        {
            var old = await store.QueryAsync(query with { Partition = partition }, cancellationToken).ConfigureAwait(false);
            deletes.AddRange(old.Items.Select(item => new DocumentDelete { Type = query.Type, Key = item.Key }));
        }

        var commit = new DocumentCommit { Partition = partition, Deletes = deletes.ToImmutable() };
        return deletes.Count > 0 ? TimerOutcome.Again(now + (deletes.Count >= AtOnce ? Soon : Later), commit)
            : await IsEmptyAsync(kind, partition, cancellationToken).ConfigureAwait(false) ? await EndAsync(kind, commit, cancellationToken).ConfigureAwait(false)
            : TimerOutcome.Again(now + Later);
    }

    private IEnumerable<DocumentQuery> Old(RollupKind kind, DateTimeOffset now)
    {
        var lastDay = RollupSpan.Day.Of(now - _options.Rollups.DayRetention);
        yield return Before(kind.Values, RollupKind.ByTime, IndexKey.Empty.Add((long)RollupSpan.Hour), RollupSpan.Hour.Of(now - _options.Rollups.HourRetention));
        yield return Before(kind.Values, RollupKind.ByTime, IndexKey.Empty.Add((long)RollupSpan.Day), lastDay);
        yield return Before(kind.Series, RollupKind.ByDay, IndexKey.Empty, lastDay);
        yield return Before(kind.Recent, RollupKind.ByTime, IndexKey.Empty, now - RecentRetention);
        foreach (var companion in kind.Companions)
        {
            yield return Before(companion.Type, companion.Index, IndexKey.Empty, now - companion.Retention(_options));
        }
    }

    private static DocumentQuery Before(DocumentType type, string index, IndexKey prefix, DateTimeOffset end) => new()
    {
        Partition = default,
        Type = type,
        Index = index,
        Ranges = [new IndexRange { From = prefix, To = prefix.Add(end) }],
        Limit = AtOnce,
    };

    private async ValueTask<bool> IsEmptyAsync(RollupKind kind, Partition partition, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Partition = partition, Type = kind.Series, Index = RollupKind.ByDay, Limit = 1 };
        return (await store.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items.IsEmpty;
    }

    /// <summary>The mark goes with the timer. Whoever adds a value meanwhile either sees both or makes both anew.</summary>
    private async ValueTask<TimerOutcome> EndAsync(RollupKind kind, DocumentCommit commit, CancellationToken cancellationToken)
    {
        var mark = await store.FindAsync(commit.Partition, kind.Sweep, SweepDocument.Key, cancellationToken).ConfigureAwait(false);
        return mark is null ? TimerOutcome.Done : TimerOutcome.DoneWith(commit with
        {
            Deletes = [new DocumentDelete { Type = kind.Sweep, Key = SweepDocument.Key, ExpectedVersion = mark.Version }],
        });
    }
}
