using Microsoft.Extensions.Options;
using Monitoring.Core.Signals;
using Monitoring.ErrorTracking.Monitors.Judging;
using Monitoring.ErrorTracking.Monitors.Reading;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>
/// Records check-ins: reads how things stand, decides, and commits all that follows. When somebody else was faster it begins again, so that several
/// hosts may record side by side.
/// </summary>
internal sealed class CheckInRecorder(
    IDocumentStore store, MonitorRecords records, Judge judge, ISignalHint hint, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private const int MaxAttempts = 16;
    private const int Turns = 256;

    /// <summary>Check-ins of a monitor take turns on a host, so that many at once do not spoil each other's commits until none has attempts left.</summary>
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Turns).Select(_ => new SemaphoreSlim(1, 1))];

    private readonly MonitorOptions _options = options.Value.Monitors;

    /// <summary>Records a check-in; what the answer says is durable.</summary>
    /// <param name="project">The project.</param>
    /// <param name="report">What came.</param>
    /// <param name="receivedAt">When it came.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<RecordOutcome> RecordAsync(ProjectId project, CheckInReport report, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var turn = _turns[(uint)HashCode.Combine(project, report.Slug) % Turns];
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await RecordInTurnAsync(project, report, receivedAt, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    private async ValueTask<RecordOutcome> RecordInTurnAsync(
        ProjectId project, CheckInReport report, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        // Made once: when a commit is tried again, it is about the same run.
        var newId = EntityId.Create(timeProvider);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await TryRecordAsync(Partition.Of(project), report, newId, receivedAt, cancellationToken).ConfigureAwait(false) is { } outcome)
            {
                return outcome;
            }
        }

        throw new StorageUnavailableException("The monitor is changed by others all the time.") { RetryAfter = TimeSpan.FromSeconds(1) };
    }

    /// <returns>Null when somebody else was faster.</returns>
    private async ValueTask<RecordOutcome?> TryRecordAsync(
        Partition partition, CheckInReport report, EntityId newId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var stored = await records.FindAsync(partition, report.Slug, cancellationToken).ConfigureAwait(false);
        var monitor = report.Settings is { } settings ? Wanted(stored?.Value, report, settings) : stored?.Value;
        if (monitor is null)
        {
            return RecordOutcome.UnknownMonitor;
        }

        if (monitor.Status == MonitorStatus.Disabled)
        {
            return RecordOutcome.Disabled;
        }

        var environment = await records.FindEnvironmentAsync(partition, monitor.Id, report.Environment, cancellationToken).ConfigureAwait(false);
        if (environment is null && await FindLimitAsync(partition, stored, cancellationToken).ConfigureAwait(false) is { } limit)
        {
            return limit;
        }

        var state = environment?.Value.State ?? new EnvironmentState { Name = report.Environment };
        var step = await DecideAsync(partition, monitor, state, report, newId, at, cancellationToken).ConfigureAwait(false);
        var isUnchanged = step.State == state && step.CheckIns.IsEmpty && stored?.Value == monitor;
        if (isUnchanged || await CommitAsync(partition, stored, monitor, step, environment?.Version ?? 0, at, cancellationToken).ConfigureAwait(false))
        {
            return step.Outcome switch
            {
                StepOutcome.Repeated => RecordOutcome.Repeated,
                StepOutcome.TooManyOpen => RecordOutcome.TooManyOpen,
                _ => RecordOutcome.Recorded,
            };
        }

        return null;
    }

    /// <summary>First what the time that has passed says, then what the check-in says.</summary>
    private async ValueTask<Step> DecideAsync(
        Partition partition, MonitorDocument monitor, EnvironmentState state, CheckInReport report, EntityId newId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var plan = new MonitorPlan(monitor.Settings, monitor.Status, monitor.Revision, at);
        var until = judge.Until(at);
        var judged = state.PlanKey == plan.Key && state.DueAt <= until
            ? await judge.JudgeAsync(partition, monitor.Id, state, plan, until, cancellationToken).ConfigureAwait(false)
            : new Step { State = state };
        var id = Arrival.IdOf(judged.State, report, () => newId);
        var known = judged.CheckIns.FirstOrDefault(checkIn => checkIn.Id == id)
            ?? await records.FindCheckInAsync(partition, monitor.Id, id, cancellationToken).ConfigureAwait(false);

        // An id that was used elsewhere is no run of this environment.
        return known is not null && known.Environment != report.Environment
            ? judged with { Outcome = StepOutcome.Repeated }
            : judged.Then(Arrival.Take(judged.State, plan, report, id, known, at, () => EntityId.Create(timeProvider)));
    }

    /// <summary>The limit that a new environment would exceed; null when there is room.</summary>
    private async ValueTask<RecordOutcome?> FindLimitAsync(Partition partition, Versioned<MonitorDocument>? stored, CancellationToken cancellationToken)
    {
        if (stored is null)
        {
            return await records.IsFullAsync(partition, _options.MaxMonitors, cancellationToken).ConfigureAwait(false) ? RecordOutcome.TooManyMonitors : null;
        }

        var environments = await records.EnvironmentsAsync(partition, stored.Value.Id, cancellationToken).ConfigureAwait(false);
        return environments.Length >= _options.MaxEnvironments ? RecordOutcome.TooManyEnvironments : null;
    }

    private MonitorDocument Wanted(MonitorDocument? stored, CheckInReport report, MonitorSettings settings)
    {
        if (stored is not null)
        {
            // Names that people gave are theirs; senders know none. An owner that a sender does not name stays.
            return stored.With(settings with { Name = stored.Settings.Name, Owner = settings.Owner ?? stored.Settings.Owner });
        }

        return new MonitorDocument
        {
            Id = EntityId.Create(timeProvider),
            Slug = report.Slug,
            Settings = settings,
            Status = MonitorStatus.Active,
            Revision = 1,
            CreatedAt = timeProvider.GetUtcNow(),
        };
    }

    /// <summary>The part of the commit that is about the monitor itself: it must be as it was read, or becomes what is wanted.</summary>
    private static DocumentCommit CommitOf(Partition partition, Versioned<MonitorDocument>? stored, MonitorDocument monitor, DateTimeOffset at)
    {
        var commit = new DocumentCommit { Partition = partition };
        if (stored?.Value == monitor)
        {
            return commit with { Checks = [new DocumentCheck { Type = MonitorDocuments.Monitors, Key = monitor.Slug, ExpectedVersion = stored.Version }] };
        }

        commit = commit with { Puts = [MonitorDocuments.Monitors.Put(monitor, stored?.Version ?? 0)] };
        return stored is null ? commit.WithSweep(monitor, at + TimeSpan.FromDays(1)) : commit;
    }

    private async ValueTask<bool> CommitAsync(
        Partition partition, Versioned<MonitorDocument>? stored, MonitorDocument monitor, Step step, long version, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var commit = CommitOf(partition, stored, monitor, at).With(monitor, step, version, _options.JudgingDelay, timeProvider);
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (result.Outcome == CommitOutcome.Committed && !commit.Signals.IsEmpty)
        {
            hint.Notify();
        }

        return result.Outcome == CommitOutcome.Committed;
    }
}
