using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Monitors.Judging;
using Monitoring.ErrorTracking.Monitors.Storing;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Monitors.Managing;

/// <summary>
/// Changes monitors by the word of people: the monitor, what is expected in each of its environments, the timers and the audit entry in one commit.
/// </summary>
internal sealed class MonitorEditor(
    IDocumentStore store, MonitorRecords records, IAuditLog audit, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private const int MaxAttempts = 16;

    private readonly MonitorOptions _options = options.Value.Monitors;

    public static string NoMonitor(string slug) => $"The project has no monitor '{Texts.Cut(slug, 64)}'.";

    public MonitorDocument Make(string slug, MonitorSettings settings) => new()
    {
        Id = EntityId.Create(timeProvider),
        Slug = slug,
        Settings = settings,
        Status = MonitorStatus.Active,
        Revision = 1,
        CreatedAt = timeProvider.GetUtcNow(),
    };

    /// <summary>Changes a monitor, or makes it.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="slug">The monitor.</param>
    /// <param name="expectedVersion">The version that the change was made for.</param>
    /// <param name="change">Makes the monitor from what is there; null when there is nothing to change.</param>
    /// <param name="action">What the audit log calls it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<CommandResult<JobMonitor>> ChangeAsync(
        Actor actor,
        ProjectId project,
        string slug,
        long? expectedVersion,
        Func<MonitorDocument?, MonitorDocument?> change,
        string action,
        CancellationToken cancellationToken)
    {
        var partition = Partition.Of(project);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await records.FindAsync(partition, slug, cancellationToken).ConfigureAwait(false);
            var environments = await EnvironmentsAsync(partition, stored, cancellationToken).ConfigureAwait(false);
            if (IsOther(stored, expectedVersion))
            {
                return Changed(project, stored, environments);
            }

            if (change(stored?.Value) is not { } monitor)
            {
                return CommandResults.NotFound<JobMonitor>(NoMonitor(slug));
            }

            if (monitor == stored?.Value)
            {
                return CommandResults.Done(Views.Of(monitor, project, environments), stored.Version);
            }

            if (stored is null && await records.IsFullAsync(partition, _options.MaxMonitors, cancellationToken).ConfigureAwait(false))
            {
                return CommandResults.Invalid<JobMonitor>($"The project has as many monitors as it may have: {_options.MaxMonitors}.");
            }

            var commit = CommitOf(partition, stored, monitor, environments);
            commit = commit with { Puts = commit.Puts.Add(Audit(actor, project, action, stored?.Value, monitor)) };
            var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == CommitOutcome.Committed)
            {
                environments = await records.EnvironmentsAsync(partition, monitor.Id, cancellationToken).ConfigureAwait(false);
                return CommandResults.Done(Views.Of(monitor, project, environments), result.Versions[0]);
            }
        }

        return CommandResults.Conflict<JobMonitor>("The monitor is changed by others all the time; try again.");
    }

    /// <summary>Deletes a monitor.</summary>
    public async ValueTask<CommandResult<JobMonitor>> DeleteAsync(
        Actor actor, ProjectId project, string slug, long? expectedVersion, CancellationToken cancellationToken)
    {
        var partition = Partition.Of(project);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await records.FindAsync(partition, slug, cancellationToken).ConfigureAwait(false);
            if (stored is null)
            {
                return CommandResults.NotFound<JobMonitor>(NoMonitor(slug));
            }

            var environments = await EnvironmentsAsync(partition, stored, cancellationToken).ConfigureAwait(false);
            if (IsOther(stored, expectedVersion))
            {
                return Changed(project, stored, environments);
            }

            var commit = DeletionOf(partition, stored, environments);
            commit = commit with { Puts = commit.Puts.Add(Audit(actor, project, "monitor.deleted", stored.Value, null)) };
            if ((await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).Outcome == CommitOutcome.Committed)
            {
                return CommandResults.Done(Views.Of(stored.Value, project, environments), stored.Version);
            }
        }

        return CommandResults.Conflict<JobMonitor>("The monitor is changed by others all the time; try again.");
    }

    private static bool IsOther(Versioned<MonitorDocument>? stored, long? expected) => expected is not null && expected != (stored?.Version ?? 0);

    private static CommandResult<JobMonitor> Changed(
        ProjectId project, Versioned<MonitorDocument>? stored, ImmutableArray<Versioned<EnvironmentDocument>> environments) =>
        CommandResults.Conflict("The monitor was changed meanwhile.", stored is null ? null : Views.Of(stored.Value, project, environments), stored?.Version ?? 0);

    private async ValueTask<ImmutableArray<Versioned<EnvironmentDocument>>> EnvironmentsAsync(
        Partition partition, Versioned<MonitorDocument>? stored, CancellationToken cancellationToken) =>
        stored is null ? [] : await records.EnvironmentsAsync(partition, stored.Value.Id, cancellationToken).ConfigureAwait(false);

    private DocumentCommit CommitOf(
        Partition partition, Versioned<MonitorDocument>? stored, MonitorDocument monitor, ImmutableArray<Versioned<EnvironmentDocument>> environments)
    {
        var now = timeProvider.GetUtcNow();
        var commit = new DocumentCommit { Partition = partition, Puts = [MonitorDocuments.Monitors.Put(monitor, stored?.Version ?? 0)] };
        if (stored is null)
        {
            return commit.WithSweep(monitor, now + TimeSpan.FromDays(1));
        }

        if (stored.Value.Revision == monitor.Revision)
        {
            return commit;
        }

        var plan = new MonitorPlan(monitor.Settings, monitor.Status, monitor.Revision, now);
        return environments.Aggregate(commit, (all, environment) => all.With(
            monitor, new Step { State = Verdict.Pass(environment.Value.State, plan, now) }, environment.Version, _options.JudgingDelay, timeProvider));
    }

    private DocumentCommit DeletionOf(Partition partition, Versioned<MonitorDocument> stored, ImmutableArray<Versioned<EnvironmentDocument>> environments)
    {
        var monitor = stored.Value;
        var commit = new DocumentCommit
        {
            Partition = partition,
            Deletes =
            [
                new DocumentDelete { Type = MonitorDocuments.Monitors, Key = monitor.Slug, ExpectedVersion = stored.Version },
                .. environments.Select(environment => new DocumentDelete
                {
                    Type = MonitorDocuments.Environments, Key = environment.Value.Key, ExpectedVersion = environment.Version,
                }),
            ],
            CancelledTimers = [.. environments.Select(environment => MonitorDocuments.JudgeOf(monitor.Id, environment.Value.State.Name))],
        };
        return commit.WithSweep(monitor, timeProvider.GetUtcNow());
    }

    private DocumentPut Audit(Actor actor, ProjectId project, string action, MonitorDocument? before, MonitorDocument? after) => audit.Prepare(
        AuditEntry.Of(actor, project, action, $"monitor:{(after ?? before)!.Slug}", timeProvider) with
        {
            Before = before is null ? null : Text(before),
            After = after is null ? null : Text(after),
        });

    private static string Text(MonitorDocument monitor) => Encoding.UTF8.GetString(MonitorDocuments.Monitors.Serialize(monitor).Span);
}
