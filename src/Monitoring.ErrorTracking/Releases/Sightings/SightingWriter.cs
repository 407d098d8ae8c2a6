using Microsoft.Extensions.Logging;
using Monitoring.ErrorTracking.Releases.Storing;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Releases.Sightings;

/// <summary>Writes what releases were seen: new ones within a second, the time of the last event once a minute.</summary>
internal sealed class SightingWriter(ReleaseSightings sightings, ReleaseStore releases, TimeProvider timeProvider, ILogger<SightingWriter> logger)
{
    private const int MaxAttempts = 16;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Accuracy = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private bool _isFailing;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                await FlushAsync(Accuracy, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; the last flush is made by whoever stops this.
        }
    }

    /// <summary>Writes what is new. One caller at a time.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => FlushAsync(TimeSpan.Zero, cancellationToken);

    private async Task FlushAsync(TimeSpan accuracy, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var sighting in sightings.All)
            {
                var last = sighting.Last;
                var hasEvent = sighting.LastEvent is not null;
                if (sighting.WrittenUpTo is not { } written || last - written > accuracy || (hasEvent && !sighting.IsEventWritten))
                {
                    if (await TryWriteAsync(sighting, cancellationToken).ConfigureAwait(false))
                    {
                        sighting.WrittenUpTo = last;
                        sighting.IsEventWritten = hasEvent;
                    }
                }
                else if (timeProvider.GetUtcNow() - last > Quiet)
                {
                    sightings.Forget(sighting);
                }
            }

            _isFailing = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Said once, until it works again.
            if (!_isFailing)
            {
                Log.ReleasesNotWritten(logger, exception);
            }

            _isFailing = true;
        }
    }

    /// <returns>Whether nothing is left to write; it is when others change the release all the time.</returns>
    private async Task<bool> TryWriteAsync(Sighting sighting, CancellationToken cancellationToken)
    {
        if (ReleaseRules.Version(sighting.Version) is not null)
        {
            return true;
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            // Whoever was faster has created the release or changed it; the next look sees that.
            var stored = await releases.FindAsync(sighting.Project, sighting.Version, cancellationToken).ConfigureAwait(false);
            var before = stored?.Value ?? new Release { Version = sighting.Version, CreatedAt = sighting.First, IsFromEvent = true };
            var after = before with { FirstEvent = Earlier(before.FirstEvent, sighting.FirstEvent), LastEvent = Later(before.LastEvent, sighting.LastEvent) };
            if (after == stored?.Value)
            {
                return true;
            }

            var created = new ReleaseCreated { ProjectId = sighting.Project, Version = sighting.Version, IsFromEvent = true };
            var commit = new DocumentCommit
            {
                Partition = Partition.Of(sighting.Project),
                Puts = [ReleaseDocuments.Release.Put(after, stored?.Version ?? 0)],
                Signals = stored is null ? [ReleaseSignals.Of(created, timeProvider)] : [],
            };
            var result = await releases.Documents.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == CommitOutcome.Committed)
            {
                return true;
            }
        }

        return false;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other || other is null ? one : other;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
