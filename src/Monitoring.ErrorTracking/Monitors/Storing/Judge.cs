using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Monitors.Judging;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>Judges an environment by what is stored: reads what <see cref="Verdict"/> must know.</summary>
internal sealed class Judge(MonitorRecords records, IntakeUptime uptime, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private readonly TimeSpan _delay = options.Value.Monitors.JudgingDelay;

    /// <summary>The clock of the receiver, less what a check-in may take from there into the store.</summary>
    /// <param name="now">By the clock of the receiver.</param>
    public DateTimeOffset Until(DateTimeOffset now) => now - _delay;

    /// <summary>What follows for a monitor from the time that has passed.</summary>
    public async ValueTask<Step> JudgeAsync(
        Partition partition, EntityId monitor, EnvironmentState state, MonitorPlan plan, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var gaps = await uptime.TouchAsync(cancellationToken).ConfigureAwait(false);
        var known = new Dictionary<Guid, CheckIn>();
        foreach (var id in Verdict.Overdue(state, until))
        {
            if (await records.FindCheckInAsync(partition, monitor, id, cancellationToken).ConfigureAwait(false) is { } checkIn)
            {
                known[id] = checkIn;
            }
        }

        return Verdict.Judge(state, plan, known, gaps, until, () => EntityId.Create(timeProvider));
    }
}
