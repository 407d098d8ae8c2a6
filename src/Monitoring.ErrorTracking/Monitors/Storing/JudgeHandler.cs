using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Monitors.Judging;
using Monitoring.Projects;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>Judges a monitor in an environment when a run is due to be missed or to have taken too long.</summary>
internal sealed class JudgeHandler(
    MonitorRecords records, Judge judge, IProjectDirectory projects, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider) : ITimerHandler
{
    public async ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken)
    {
        var partition = context.Claim.Partition;
        if (TimerPayload.Read(context.Claim.Payload) is not { Environment: { } name } payload)
        {
            return TimerOutcome.Done;
        }

        var monitor = await records.FindAsync(partition, payload.Slug, cancellationToken).ConfigureAwait(false);
        var environment = await records.FindEnvironmentAsync(partition, payload.MonitorId, name, cancellationToken).ConfigureAwait(false);
        if (monitor?.Value.Id != payload.MonitorId || monitor.Value.Status == MonitorStatus.Disabled || environment is null)
        {
            return TimerOutcome.Done;
        }

        var until = judge.Until(timeProvider.GetUtcNow());
        var plan = new MonitorPlan(monitor.Value.Settings, monitor.Value.Status, monitor.Value.Revision, until);
        var state = environment.Value.State;
        var step = await IsHeardAsync(partition, cancellationToken).ConfigureAwait(false)
            ? await judge.JudgeAsync(partition, payload.MonitorId, state, plan, until, cancellationToken).ConfigureAwait(false)
            : new Step { State = Verdict.Pass(state, plan, until) };
        var commit = new DocumentCommit
        {
            Partition = partition,
            Checks = [new DocumentCheck { Type = MonitorDocuments.Monitors, Key = payload.Slug, ExpectedVersion = monitor.Version }],
        };
        return TimerOutcome.DoneWith(commit.With(monitor.Value, step, environment.Version, options.Value.Monitors.JudgingDelay, timeProvider));
    }

    /// <summary>Whether the project takes check-ins. While it does not, none can be missed.</summary>
    private async ValueTask<bool> IsHeardAsync(Partition partition, CancellationToken cancellationToken) =>
        (await projects.FindAsync(new ProjectId(partition.Value), cancellationToken).ConfigureAwait(false))?.Has(Feature.ErrorTracking) == true;
}
