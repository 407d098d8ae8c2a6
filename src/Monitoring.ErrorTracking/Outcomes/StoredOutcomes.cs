using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>Answers from the store and, for what this host has not written yet, from memory.</summary>
internal sealed class StoredOutcomes(OutcomeCounters counters, IDocumentStore store, IAccessControl access) : IOutcomes
{
    private const int PageSize = 1000;

    public async ValueTask<CommandResult<Page<OutcomeCount>>> QueryAsync(
        Actor actor, ProjectId project, OutcomeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var decision = project.IsDefault ? OfHost(actor) : await access.CheckAsync(actor, Permission.ReadOutcomes, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<OutcomeCount>>(decision);
        }

        var bucket = query.Interval == OutcomeInterval.Day ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour;
        var longest = query.Interval == OutcomeInterval.Day ? OutcomeQuery.MaxDaysByDay : OutcomeQuery.MaxDaysByHour;
        var from = new DateTimeOffset(query.From.UtcTicks - (query.From.UtcTicks % bucket), TimeSpan.Zero);
        if (query.To <= query.From || query.To - query.From > TimeSpan.FromDays(longest))
        {
            return CommandResults.Invalid<Page<OutcomeCount>>($"'to' must be after 'from', by at most {longest} days.");
        }

        var documents = await ReadAsync(project, from, query.To, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(new Page<OutcomeCount> { Items = [.. Sum(documents, query, bucket)] });
    }

    private static AccessDecision OfHost(Actor actor) => actor is { IsAdministrator: true, Kind: not ActorKind.Anonymous }
        ? AccessDecision.Allowed
        : new AccessDecision { Kind = AccessDecisionKind.RoleTooLow, Reason = "Only an administrator of the host may see what was sent to no project that is there." };

    private async ValueTask<List<OutcomeDocument>> ReadAsync(ProjectId project, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        // Taken before the store is read: an hour that is forgotten meanwhile is in the store by then.
        var documents = counters.Hours
            .Where(hour => hour.Project == project && hour.Hour >= from && hour.Hour < to)
            .Select(hour => hour.Snapshot(out _))
            .ToList();
        var own = documents.Select(document => document.Key).ToHashSet(StringComparer.Ordinal);
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
                    Ranges = [OutcomeDocuments.Hours(from, to)],
                    Limit = PageSize,
                    Cursor = cursor,
                },
                cancellationToken).ConfigureAwait(false);
            documents.AddRange(page.Items.Select(item => item.Value).Where(document => !own.Contains(document.Key)));
            cursor = page.Next;
        }
        while (cursor is not null);
        return documents;
    }

    private static IEnumerable<OutcomeCount> Sum(List<OutcomeDocument> documents, OutcomeQuery query, long bucket)
    {
        var counts =
            from document in documents
            from entry in document.Counts
            where query.Category is null || entry.Category == query.Category
            where query.Outcome is null || entry.Outcome == query.Outcome
            group entry.Count by (Start: document.Hour.UtcTicks - (document.Hour.UtcTicks % bucket), entry.Category, entry.Outcome, entry.Reason) into same
            let key = same.Key
            select new OutcomeCount { Bucket = new DateTimeOffset(key.Start, TimeSpan.Zero), Category = key.Category, Outcome = key.Outcome, Reason = key.Reason, Count = same.Sum() };
        return counts
            .OrderBy(count => count.Bucket)
            .ThenBy(count => count.Category, StringComparer.Ordinal)
            .ThenBy(count => count.Outcome)
            .ThenBy(count => count.Reason, StringComparer.Ordinal);
    }
}
