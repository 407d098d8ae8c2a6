using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.BulkChanges.Running;
using Monitoring.ErrorTracking.BulkChanges.Storing;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Searching.Compiling;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.BulkChanges.Managing;

/// <summary>Jobs as documents of their project, each with a timer that takes its next step.</summary>
internal sealed class StoredBulkChanges(
    IDocumentStore store, IAccessControl access, IssueCommands commands, SearchQueries queries, IAuditLog audit, TimeProvider timeProvider) : IBulkChanges
{
    private const int MaxRunning = 5;
    private const int MaxNamed = 1_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public async ValueTask<CommandResult<BulkJob>> StartAsync(Actor actor, ProjectId project, BulkChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(change);
        var decision = await access.CheckAsync(actor, NeededFor(change), project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<BulkJob>(decision);
        }

        if (await FaultOfAsync(actor, project, change, cancellationToken).ConfigureAwait(false) is { } fault)
        {
            return CommandResults.Invalid<BulkJob>(fault);
        }

        if ((await ReadAsync(project, BulkDocuments.ByRunning, MaxRunning, null, cancellationToken).ConfigureAwait(false)).Items.Length == MaxRunning)
        {
            return CommandResults.Conflict<BulkJob>($"{MaxRunning} changes of many issues are running in this project already; wait for one of them to end.");
        }

        var now = timeProvider.GetUtcNow();
        var job = new BulkJob { Id = EntityId.Create(timeProvider), ProjectId = project, ActorId = actor.Id, Change = change, State = BulkJobState.Finding, StartedAt = now };
        var commit = new DocumentCommit
        {
            Partition = Partition.Of(project),
            Puts = [BulkDocuments.Jobs.Put(new BulkJobDocument { Job = job, Actor = actor }, expectedVersion: 0), audit.Prepare(BulkAudit.Started(job, actor, timeProvider))],
            Deletes = await OldAsync(project, now - KeptFor, cancellationToken).ConfigureAwait(false),
            Timers = [new TimerSchedule { Timer = BulkDocuments.Timer(job.Id), DueAt = now }],
        };
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(job, result.Versions[0]);
    }

    public async ValueTask<CommandResult<BulkJob>> GetAsync(Actor actor, ProjectId project, EntityId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        return !decision.IsAllowed ? CommandResults.Refused<BulkJob>(decision)
            : await FindAsync(project, id, cancellationToken).ConfigureAwait(false) is { } stored ? CommandResults.Done(stored.Value.Job, stored.Version)
            : NotThere(id);
    }

    public async ValueTask<CommandResult<Page<BulkJob>>> ListAsync(Actor actor, ProjectId project, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<BulkJob>>(decision);
        }

        return await Pages.ReadAsync(limit, async () =>
        {
            var page = await ReadAsync(project, BulkDocuments.ByStart, limit, cursor, cancellationToken).ConfigureAwait(false);
            return new Page<BulkJob> { Items = [.. page.Items.Select(item => item.Value.Job)], Next = page.Next };
        }).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<BulkJob>> CancelAsync(Actor actor, ProjectId project, EntityId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.UpdateErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<BulkJob>(decision);
        }

        while (true)
        {
            if (await FindAsync(project, id, cancellationToken).ConfigureAwait(false) is not { } stored)
            {
                return NotThere(id);
            }

            decision = await access.CheckAsync(actor, NeededFor(stored.Value.Job.Change), project, cancellationToken).ConfigureAwait(false);
            if (!decision.IsAllowed || !stored.Value.Job.IsRunning)
            {
                return decision.IsAllowed ? CommandResults.Done(stored.Value.Job, stored.Version) : CommandResults.Refused<BulkJob>(decision);
            }

            var job = stored.Value.Job with { State = BulkJobState.Cancelled, EndedAt = timeProvider.GetUtcNow() };
            var commit = new DocumentCommit
            {
                Partition = Partition.Of(project),
                Puts = [BulkDocuments.Jobs.Put(stored.Value with { Job = job }, stored.Version), audit.Prepare(BulkAudit.Cancelled(job, actor, timeProvider))],
                Deletes = [.. Enumerable.Range(stored.Value.Part, stored.Value.Parts - stored.Value.Part).Select(part => new DocumentDelete { Type = BulkDocuments.Parts, Key = BulkDocuments.PartKey(id, part) })],
            };
            var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == CommitOutcome.Committed)
            {
                return CommandResults.Done(job, result.Versions[0]);
            }

            // A step was noted meanwhile; the job is looked at again.
        }
    }

    private static Permission NeededFor(BulkChange change) => change.Deletes ? Permission.DeleteErrors : Permission.UpdateErrors;

    private static CommandResult<BulkJob> NotThere(EntityId id) => CommandResults.NotFound<BulkJob>($"There is no change of many issues {id}.");

    private async ValueTask<string?> FaultOfAsync(Actor actor, ProjectId project, BulkChange change, CancellationToken cancellationToken)
    {
        var fault = change switch
        {
            { Query: not null, Issues.IsEmpty: false } or { Query: null, Issues.IsEmpty: true } => "issues, query: one of them is expected.",
            { Issues.Length: > MaxNamed } => $"issues: at most {MaxNamed} are taken.",
            { Deletes: true } when change.Status is not null || change.Assigns => "delete: goes without a status and an assignee.",
            { Deletes: false, Status: null, Assigns: false } => "status, assignee, delete: at least one of them is expected.",
            { Status: { } status } => IssueStatusChanges.Check(status, timeProvider.GetUtcNow()),
            _ => null,
        };
        if (fault is null && change.Query is not null)
        {
            (fault, _) = await queries.ReadIssuesAsync(actor, project, change.Query, cancellationToken).ConfigureAwait(false);
            fault = fault is null ? null : $"query: {fault}";
        }

        return fault ?? (change.Assignee is { } assignee && !await commands.CanBeAssignedAsync(actor, project, assignee, cancellationToken).ConfigureAwait(false)
            ? "assignee: must be a member of the project who may see its errors."
            : null);
    }

    private ValueTask<Versioned<BulkJobDocument>?> FindAsync(ProjectId project, EntityId id, CancellationToken cancellationToken) =>
        store.FindAsync(Partition.Of(project), BulkDocuments.Jobs, id.ToString(), cancellationToken);

    private ValueTask<Page<Versioned<BulkJobDocument>>> ReadAsync(ProjectId project, string index, int limit, string? cursor, CancellationToken cancellationToken) => store.QueryAsync(
        BulkDocuments.Jobs,
        new DocumentQuery { Partition = Partition.Of(project), Type = BulkDocuments.Jobs, Index = index, Ranges = [IndexRange.All], Descending = true, Limit = limit, Cursor = cursor },
        cancellationToken);

    /// <summary>Jobs that began so long ago that nobody asks for them any more.</summary>
    private async ValueTask<ImmutableArray<DocumentDelete>> OldAsync(ProjectId project, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Partition = Partition.Of(project), Type = BulkDocuments.Jobs, Index = BulkDocuments.ByStart, Ranges = [IndexRange.All], Limit = Pages.MaxLimit };
        var oldest = await store.QueryAsync(BulkDocuments.Jobs, query, cancellationToken).ConfigureAwait(false);
        return
        [
            .. oldest.Items.Where(item => !item.Value.Job.IsRunning && item.Value.Job.EndedAt < before)
                .Select(item => new DocumentDelete { Type = BulkDocuments.Jobs, Key = BulkDocuments.Jobs.GetKey(item.Value) }),
        ];
    }
}
