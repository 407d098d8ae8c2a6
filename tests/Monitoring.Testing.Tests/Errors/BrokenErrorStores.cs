using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Tests.Errors;

/// <summary>Answers for the last event of a batch but does not store it.</summary>
internal sealed class LosesAnEvent(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override async ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default)
    {
        if (events.IsDefault || events.Length < 2)
        {
            return await Inner.AppendAsync(events, cancellationToken);
        }

        var results = await Inner.AppendAsync(events.RemoveAt(events.Length - 1), cancellationToken);
        return results.Add(new EventAppendResult { Outcome = EventAppendOutcome.Added, IssueId = results[0].IssueId });
    }
}

/// <summary>Counts an event that was already there once more.</summary>
internal sealed class CountsADuplicate(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    private int _ids;

    public override async ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default)
    {
        var results = await Inner.AppendAsync(events, cancellationToken);
        foreach (var (appended, _) in events.Zip(results).Where(answer => answer.Second.Outcome == EventAppendOutcome.Duplicate))
        {
            var id = new EventId(new Guid(Interlocked.Increment(ref _ids), 7, 7, new byte[8]));
            await Inner.AppendAsync([appended with { EventId = id }], cancellationToken);
        }

        return results;
    }
}

/// <summary>Answers in another order than that of the batch.</summary>
internal sealed class AnswersInAnotherOrder(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override async ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default) =>
        [.. (await Inner.AppendAsync(events, cancellationToken)).Reverse()];
}

/// <summary>Loses what is appended while another append runs.</summary>
internal sealed class LosesUnderLoad(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    private int _running;

    public override async ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default)
    {
        var others = Interlocked.Increment(ref _running) - 1;
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            return others < 3
                ? await Inner.AppendAsync(events, cancellationToken)
                : [.. events.Select(appended => new EventAppendResult { Outcome = EventAppendOutcome.Added, IssueId = new IssueId(1) })];
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}

/// <summary>Stores the good events of a batch that it refuses.</summary>
internal sealed class RefusesHalfABatch(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override async ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default)
    {
        var results = ImmutableArray.CreateBuilder<EventAppendResult>();
        foreach (var appended in events.IsDefault ? throw new ArgumentException("No events.") : events)
        {
            results.AddRange(await Inner.AppendAsync([appended], cancellationToken));
        }

        return results.ToImmutable();
    }
}

/// <summary>Keeps milliseconds.</summary>
internal sealed class RoundsInstants(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default) =>
        Inner.AppendAsync(events.IsDefault ? events : [.. events.Select(appended => appended with { Timestamp = Round(appended.Timestamp) })], cancellationToken);

    private static DateTimeOffset Round(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond));
}

/// <summary>Keeps the caller's buffer.</summary>
internal sealed class KeepsTheBuffer(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    private readonly ConcurrentDictionary<EventId, ReadOnlyMemory<byte>> _payloads = [];

    public override ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default)
    {
        foreach (var appended in events.IsDefault ? [] : events)
        {
            _payloads.TryAdd(appended.EventId, appended.Payload);
        }

        return Inner.AppendAsync(events, cancellationToken);
    }

    public override async ValueTask<StoredEvent?> GetEventAsync(ProjectId project, EventId id, CancellationToken cancellationToken = default)
    {
        var stored = await Inner.GetEventAsync(project, id, cancellationToken);
        return stored is null ? null : stored with { Event = stored.Event with { Payload = _payloads.GetValueOrDefault(id, stored.Event.Payload) } };
    }
}

/// <summary>Ends texts at a NUL, as C would.</summary>
internal sealed class EndsTextsAtNul(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default) =>
        Inner.AppendAsync(events.IsDefault ? events : [.. events.Select(appended => appended with { Title = appended.Title.Split('\0')[0] })], cancellationToken);
}

/// <summary>Answers what it answered before.</summary>
internal sealed class ReadsStale(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    private readonly ConcurrentDictionary<IssueId, IssueRow> _rows = [];

    public override async ValueTask<IssueRow?> GetIssueAsync(IssueId id, CancellationToken cancellationToken = default)
    {
        if (_rows.TryGetValue(id, out var row))
        {
            return row;
        }

        row = await Inner.GetIssueAsync(id, cancellationToken);
        return row is null ? null : _rows.GetOrAdd(id, row);
    }
}

/// <summary>Lists the least first.</summary>
internal sealed class SortsTheWrongWay(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override async ValueTask<Page<IssueRow>> SearchIssuesAsync(IssueQuery query, CancellationToken cancellationToken = default)
    {
        var page = await Inner.SearchIssuesAsync(query, cancellationToken);
        return page with { Items = [.. page.Items.Reverse()] };
    }
}

/// <summary>Finds events of other projects.</summary>
internal sealed class ForgetsTheProject(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override async ValueTask<StoredEvent?> GetEventAsync(ProjectId project, EventId id, CancellationToken cancellationToken = default)
    {
        foreach (var other in Enumerable.Range(1, 9))
        {
            if (await Inner.GetEventAsync(new ProjectId(other), id, cancellationToken) is { } stored)
            {
                return stored;
            }
        }

        return null;
    }
}

/// <summary>Counts how many it has listed, as an offset does.</summary>
internal sealed class PagesByOffset(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override async ValueTask<Page<IssueRow>> SearchIssuesAsync(IssueQuery query, CancellationToken cancellationToken = default)
    {
        var offset = 0;
        if (query.Cursor is { } cursor)
        {
            var parts = cursor.Split('-');
            offset = parts.Length == 3 && parts[0] == $"{query.ProjectId}" && parts[1] == $"{query.Sort}" && int.TryParse(parts[2], out var number) && number > 0
                ? number
                : throw new ArgumentException("A foreign cursor.");
        }

        var all = await Inner.SearchIssuesAsync(query with { Cursor = null, Limit = 100 }, cancellationToken);
        var next = offset + query.Limit;
        return new Page<IssueRow>
        {
            Items = [.. all.Items.Skip(offset).Take(query.Limit)],
            Next = all.Items.Length > next ? $"{query.ProjectId}-{query.Sort}-{next}" : null,
        };
    }
}

/// <summary>Says nothing of issues that come back.</summary>
internal sealed class TellsNothingOfRegressions(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override async ValueTask<ImmutableArray<IssueTransition>> ReadTransitionsAsync(long after, int max, CancellationToken cancellationToken = default) =>
        (await Inner.ReadTransitionsAsync(after, max, cancellationToken)).RemoveAll(transition => transition.Kind == IssueTransitionKind.Regressed);
}

/// <summary>Takes events of the day that should stay.</summary>
internal sealed class RetainsTooLittle(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override ValueTask<RetentionResult> ApplyRetentionAsync(RetentionRule rule, CancellationToken cancellationToken = default) =>
        Inner.ApplyRetentionAsync(rule with { EventsBefore = rule.EventsBefore.AddDays(1) }, cancellationToken);
}

/// <summary>Changes an issue whatever version was expected.</summary>
internal sealed class IgnoresTheVersion(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override ValueTask<IssueUpdateResult> UpdateIssueAsync(IssueUpdate update, CancellationToken cancellationToken = default) =>
        Inner.UpdateIssueAsync(update with { ExpectedVersion = null }, cancellationToken);
}

/// <summary>Leaves out stretches of time without events.</summary>
internal sealed class LeavesOutZeros(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override async ValueTask<ImmutableArray<SeriesPoint>> GetSeriesAsync(SeriesQuery query, CancellationToken cancellationToken = default) =>
        (await Inner.GetSeriesAsync(query, cancellationToken)).RemoveAll(point => point.Count == 0);
}

/// <summary>Knows an issue only by its present id.</summary>
internal sealed class ForgetsMergedIds(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override async ValueTask<IssueRow?> GetIssueAsync(IssueId id, CancellationToken cancellationToken = default) =>
        await Inner.GetIssueAsync(id, cancellationToken) is { } row && row.Id == id ? row : null;
}

/// <summary>Does what it was told not to do any more.</summary>
internal sealed class IgnoresCancellation(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    public override ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default) =>
        Inner.AppendAsync(events, CancellationToken.None);
}

/// <summary>Knows event ids only as long as it is open.</summary>
internal sealed class ForgetsIdsWhenClosed(IErrorStore inner) : ErrorStoreDecorator(inner)
{
    private readonly ConcurrentDictionary<(ProjectId, EventId), bool> _known = [];
    private int _ids;

    public override async ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default)
    {
        var results = await Inner.AppendAsync(events, cancellationToken);
        foreach (var (appended, result) in events.Zip(results))
        {
            if (_known.TryAdd((appended.ProjectId, appended.EventId), true) && result.Outcome == EventAppendOutcome.Duplicate)
            {
                var id = new EventId(new Guid(Interlocked.Increment(ref _ids), 8, 8, new byte[8]));
                await Inner.AppendAsync([appended with { EventId = id }], cancellationToken);
            }
        }

        return results;
    }
}
