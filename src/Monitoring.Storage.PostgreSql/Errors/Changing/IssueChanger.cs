using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Reading;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Changing;

/// <summary>Makes the changes that somebody asked for, each in a transaction that has the project for itself.</summary>
internal sealed class IssueChanger(Database database, IssueReader issues, EventLocator locator, SegmentPacker packer)
{
    private readonly IssueWriter _writer = new(database);
    private readonly IssueMover _mover = new(database, issues);
    private readonly IssueRemover _remover = new(database);
    private readonly EventPins _pins = new(database, locator, packer);

    private readonly string _save = database.Sql("update $.issue set version = $3, status = $4, state = $5, assignee = $6 where part = $1 and issue_id = $2");

    public async ValueTask<IssueUpdateResult> UpdateAsync(NpgsqlConnection connection, IssueUpdate update, CancellationToken cancellationToken)
    {
        if (await issues.FindAsync(connection, update.IssueId, cancellationToken).ConfigureAwait(false) is not { } seen)
        {
            return new IssueUpdateResult { Outcome = IssueUpdateOutcome.NotFound };
        }

        // Read again behind the lock: it may have changed, or be merged or deleted, while this waited.
        await ProjectLock.TakeAsync(connection, database, seen.ProjectId, cancellationToken).ConfigureAwait(false);
        if (await issues.FindAsync(connection, update.IssueId, cancellationToken).ConfigureAwait(false) is not { } issue)
        {
            return new IssueUpdateResult { Outcome = IssueUpdateOutcome.NotFound };
        }

        return update.ExpectedVersion is { } expected && expected != issue.Version
            ? new IssueUpdateResult { Outcome = IssueUpdateOutcome.Conflict, Issue = issue }
            : await ApplyAsync(connection, issue, update, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<IssueUpdateResult> ApplyAsync(NpgsqlConnection connection, IssueRow issue, IssueUpdate update, CancellationToken cancellationToken) => update.Change switch
    {
        IssueChange.SetState change => SetAsync(connection, issue, update, change.State, null, cancellationToken),
        IssueChange.Assign change => SetAsync(connection, issue, update, null, new Assignment(change.Assignee), cancellationToken),
        IssueChange.SetStateAndAssign change => SetAsync(connection, issue, update, change.State, new Assignment(change.Assignee), cancellationToken),
        IssueChange.Merge change => MergeAsync(connection, issue, change, update, cancellationToken),
        IssueChange.Unmerge change => UnmergeAsync(connection, issue, change, update, cancellationToken),
        IssueChange.Pin change => PinAsync(connection, issue, change.EventId, update, cancellationToken),
        IssueChange.Unpin change => UnpinAsync(connection, issue, change.EventId, update, cancellationToken),
        IssueChange.Delete => DeleteAsync(connection, issue, update, cancellationToken),
        _ => throw new ArgumentException($"'{update.Change}' is no change of an issue."),
    };

    private async ValueTask<IssueUpdateResult> SetAsync(
        NpgsqlConnection connection, IssueRow issue, IssueUpdate update, IssueState? wanted, Assignment? assignment, CancellationToken cancellationToken)
    {
        var told = new List<IssueTransition>();
        var after = issue;
        if (wanted is not null)
        {
            var counts = await _mover.MeasureAsync(connection, issue, update.At, cancellationToken).ConfigureAwait(false);
            after = after with { State = IssueLifecycle.Set(wanted, update.At, counts) };
            told.Add(Told.Of(update, IssueTransitionKind.StatusChanged) with { StateBefore = IssueLifecycle.At(issue.State, update.At), StateAfter = after.State });
        }

        if (assignment is not null)
        {
            after = after with { Assignee = assignment.Assignee };
            told.Add(Told.Of(update, IssueTransitionKind.Assigned) with { AssigneeBefore = issue.Assignee, AssigneeAfter = assignment.Assignee });
        }

        return await AppliedAsync(connection, after, told, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IssueUpdateResult> MergeAsync(NpgsqlConnection connection, IssueRow target, IssueChange.Merge change, IssueUpdate update, CancellationToken cancellationToken)
    {
        var sources = new List<IssueRow>();
        foreach (var id in change.Sources)
        {
            if (await issues.FindAsync(connection, id, cancellationToken).ConfigureAwait(false) is not { } source)
            {
                return new IssueUpdateResult { Outcome = IssueUpdateOutcome.NotFound, Issue = target };
            }

            sources.Add(source);
        }

        if (sources.Exists(source => source.ProjectId != target.ProjectId))
        {
            return Refused(target);
        }

        sources = [.. sources.Where(source => source.Id != target.Id).DistinctBy(source => source.Id)];
        if (sources.Count == 0)
        {
            return Unchanged(target);
        }

        var state = await _mover.MergeAsync(connection, target, sources, update.At, cancellationToken).ConfigureAwait(false);
        ImmutableArray<IssueMove> moved = [.. sources.Select(source => new IssueMove { IssueId = source.Id, Hashes = source.Hashes })];
        return await AppliedAsync(connection, target with { State = state }, [Told.Of(update, IssueTransitionKind.Merged) with { Moved = moved }], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IssueUpdateResult> UnmergeAsync(NpgsqlConnection connection, IssueRow issue, IssueChange.Unmerge change, IssueUpdate update, CancellationToken cancellationToken)
    {
        ImmutableArray<GroupingHash> hashes = [.. change.Hashes.Distinct().Order()];
        if (await _mover.SeparateAsync(connection, issue, hashes, update.At, cancellationToken).ConfigureAwait(false) is not var (state, separated, separatedState))
        {
            return Refused(issue);
        }

        var other = (await issues.FindAsync(connection, separated, cancellationToken).ConfigureAwait(false))! with { State = separatedState };
        await SaveAsync(connection, other, cancellationToken).ConfigureAwait(false);
        var move = new IssueMove { IssueId = separated, Hashes = hashes };
        var result = await AppliedAsync(connection, issue with { State = state }, [Told.Of(update, IssueTransitionKind.Unmerged) with { Moved = [move] }], cancellationToken).ConfigureAwait(false);
        return result with { Separated = other };
    }

    private async ValueTask<IssueUpdateResult> PinAsync(NpgsqlConnection connection, IssueRow issue, EventId id, IssueUpdate update, CancellationToken cancellationToken) =>
        await _pins.PinAsync(connection, issue, id, cancellationToken).ConfigureAwait(false) switch
        {
            PinOutcome.Changed => await AppliedAsync(connection, issue, [Told.Of(update, IssueTransitionKind.Pinned) with { EventId = id }], cancellationToken).ConfigureAwait(false),
            PinOutcome.Unchanged => Unchanged(issue),
            _ => Refused(issue),
        };

    private async ValueTask<IssueUpdateResult> UnpinAsync(NpgsqlConnection connection, IssueRow issue, EventId id, IssueUpdate update, CancellationToken cancellationToken) =>
        await _pins.UnpinAsync(connection, issue, id, cancellationToken).ConfigureAwait(false) == PinOutcome.Changed
            ? await AppliedAsync(connection, issue, [Told.Of(update, IssueTransitionKind.Unpinned) with { EventId = id }], cancellationToken).ConfigureAwait(false)
            : Unchanged(issue);

    private async ValueTask<IssueUpdateResult> DeleteAsync(NpgsqlConnection connection, IssueRow issue, IssueUpdate update, CancellationToken cancellationToken)
    {
        await _remover.RemoveAsync(connection, issue.ProjectId, [issue.Id], cancellationToken).ConfigureAwait(false);
        await TellAsync(connection, issue, [Told.Of(update, IssueTransitionKind.Deleted)], cancellationToken).ConfigureAwait(false);
        return new IssueUpdateResult { Outcome = IssueUpdateOutcome.Applied };
    }

    /// <summary>Saves an issue, and tells what happened to it.</summary>
    private async ValueTask<IssueUpdateResult> AppliedAsync(NpgsqlConnection connection, IssueRow issue, List<IssueTransition> told, CancellationToken cancellationToken)
    {
        await SaveAsync(connection, issue with { Version = issue.Version + told.Count }, cancellationToken).ConfigureAwait(false);
        var after = (await issues.FindAsync(connection, issue.Id, cancellationToken).ConfigureAwait(false))!;
        await TellAsync(connection, after, told, cancellationToken).ConfigureAwait(false);
        return new IssueUpdateResult { Outcome = IssueUpdateOutcome.Applied, Issue = after };
    }

    private async ValueTask SaveAsync(NpgsqlConnection connection, IssueRow issue, CancellationToken cancellationToken) => await connection.ExecuteAsync(
        _save,
        [
            Parameter.Of(Parts.Of(issue.ProjectId)),
            Parameter.Of(issue.Id.Value),
            Parameter.Of(issue.Version),
            Parameter.Of((short)issue.State.Status),
            Parameter.Of(Totals.Write(issue.State)),
            Parameter.OfText(issue.Assignee),
        ],
        cancellationToken).ConfigureAwait(false);

    private async ValueTask TellAsync(NpgsqlConnection connection, IssueRow issue, List<IssueTransition> told, CancellationToken cancellationToken)
    {
        await using var statements = new NpgsqlBatch(connection);
        _writer.Tell(statements, [.. told.Select(transition => Told.About(issue, transition))]);
        await statements.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static IssueUpdateResult Refused(IssueRow issue) => new() { Outcome = IssueUpdateOutcome.Refused, Issue = issue };

    private static IssueUpdateResult Unchanged(IssueRow issue) => new() { Outcome = IssueUpdateOutcome.Applied, Issue = issue };

    private sealed record Assignment(string? Assignee);
}
