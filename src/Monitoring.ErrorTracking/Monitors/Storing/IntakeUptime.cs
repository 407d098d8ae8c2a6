using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Monitors.Judging;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>
/// Writes down that a host is alive to hear check-ins. Whoever finds that nobody was for a while writes that down too: nothing is missed that
/// may have come then.
/// </summary>
internal sealed class IntakeUptime(IDocumentStore store, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private const int MaxAttempts = 16;

    private readonly TimeSpan _gapAfter = options.Value.Monitors.GapAfter;

    /// <summary>How often a sign of life is due.</summary>
    public TimeSpan Interval => _gapAfter / 3;

    /// <summary>Gives a sign of life, unless another host just has.</summary>
    /// <returns>When none was given, in the order of time.</returns>
    public async ValueTask<ImmutableArray<Gap>> TouchAsync(CancellationToken cancellationToken)
    {
        var gaps = ImmutableArray<Gap>.Empty;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await store.FindAsync(Partition.Host, MonitorDocuments.Uptime, UptimeDocument.Key, cancellationToken).ConfigureAwait(false);
            var now = timeProvider.GetUtcNow();
            var alive = stored?.Value.At(now, _gapAfter) ?? new UptimeDocument { AliveUntil = now };
            gaps = alive.Gaps;
            if (stored is not null && (now - stored.Value.AliveUntil).Duration() < Interval / 2)
            {
                return gaps;
            }

            var commit = new DocumentCommit { Partition = Partition.Host, Puts = [MonitorDocuments.Uptime.Put(alive, stored?.Version ?? 0)] };
            if ((await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).Outcome == CommitOutcome.Committed)
            {
                return gaps;
            }
        }

        return gaps;
    }
}
