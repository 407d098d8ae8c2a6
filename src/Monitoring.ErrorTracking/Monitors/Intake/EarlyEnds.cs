using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Monitors.Reading;
using Monitoring.ErrorTracking.Monitors.Storing;

namespace Monitoring.ErrorTracking.Monitors.Intake;

/// <summary>
/// Records check-ins, and holds back an end that overtook the beginning of the very first run of its monitor: SDKs send both at the same time, and only the
/// beginning brings the configuration. Until its sender is answered an end that is held is the sender's, so nothing that was acknowledged waits in memory.
/// </summary>
internal sealed class EarlyEnds(CheckInRecorder recorder, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    /// <summary>How many may wait at once; an application that checks in to what is not monitored must not fill the host with waiting requests.</summary>
    private const int MaxHeld = 256;

    // The store is asked again, since the beginning may have reached another host.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan _hold = options.Value.Monitors.EarlyEndHold;
    private int _held;

    /// <summary>Records a check-in; what the answer says is durable.</summary>
    /// <param name="project">The project.</param>
    /// <param name="report">What came.</param>
    /// <param name="receivedAt">When it came.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<RecordOutcome> RecordAsync(ProjectId project, CheckInReport report, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var outcome = await recorder.RecordAsync(project, report, receivedAt, cancellationToken).ConfigureAwait(false);
        return outcome == RecordOutcome.UnknownMonitor && report is { Id: not null, Status: not CheckInStatus.InProgress }
            ? await HoldAsync(project, report, receivedAt, cancellationToken).ConfigureAwait(false)
            : outcome;
    }

    private async ValueTask<RecordOutcome> HoldAsync(ProjectId project, CheckInReport report, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var outcome = RecordOutcome.UnknownMonitor;
        try
        {
            var start = timeProvider.GetTimestamp();
            for (var held = Interlocked.Increment(ref _held);
                held <= MaxHeld && outcome == RecordOutcome.UnknownMonitor && timeProvider.GetElapsedTime(start) < _hold;)
            {
                await Task.Delay(Pause, timeProvider, cancellationToken).ConfigureAwait(false);
                outcome = await recorder.RecordAsync(project, report, receivedAt, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }

        return outcome;
    }
}
