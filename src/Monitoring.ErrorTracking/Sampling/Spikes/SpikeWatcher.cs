using Microsoft.Extensions.Logging;
using Monitoring.Core.Signals;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Quotas.Counting;
using Monitoring.ErrorTracking.Quotas.Settings;
using Monitoring.ErrorTracking.Sampling.Deciding;
using Monitoring.ErrorTracking.Sampling.Settings;
using Monitoring.Signals.Errors;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Sampling.Spikes;

/// <summary>
/// Looks every ten seconds at what came in of each project that this host has seen, and tells when a spike begins and ends. Of several hosts one tells it: the
/// one whose change of the project's document was first.
/// </summary>
internal sealed class SpikeWatcher(
    ProjectSamplers samplers, ProjectQuotas quotas, UsageDirectory usage, IDocumentStore store, ISignalHint hint, TimeProvider timeProvider, ILogger<SpikeWatcher> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>A spike lasts at least so long: less is not worth two messages.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                await LookAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    /// <summary>Looks at each project once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var sampler in samplers.Known.Where(sampler => sampler.Settings.IsSpikeProtected).ToArray())
        {
            try
            {
                await LookAsync(sampler, cancellationToken).ConfigureAwait(false);
            }
            catch (StorageUnavailableException)
            {
                // The next look comes soon.
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.SpikeNotSeen(logger, exception);
            }
        }
    }

    private async Task LookAsync(ProjectSampler sampler, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var found = await store.FindAsync(Partition.Of(sampler.Project), SpikeDocuments.Type, SpikeDocument.Key, cancellationToken).ConfigureAwait(false);
        var since = found?.Value is { Until: null } open ? open.Since : (DateTimeOffset?)null;
        var (hours, present) = await CountAsync(sampler.Project, now, cancellationToken).ConfigureAwait(false);
        var quota = await quotas.GetAsync(sampler.Project, cancellationToken).ConfigureAwait(false);
        var limit = SpikeFormula.LimitAfter(hours, PaceOf(quota));
        var passed = (now - UsageSnapshot.HourOf(now)) / TimeSpan.FromHours(1);
        var rolling = present + ((hours.Length > 0 ? hours[^1] : 0) * (1 - passed));
        if (since is null && present > limit)
        {
            since = await BeginAsync(sampler.Project, found?.Version ?? 0, now, limit.Value, present, cancellationToken).ConfigureAwait(false) ? now : null;
        }
        else if (since is { } began && now - began >= Shortest && (limit is null || rolling <= limit))
        {
            since = await EndAsync(sampler.Project, found!, now, cancellationToken).ConfigureAwait(false) ? null : since;
        }

        var hour = now.UtcTicks / TimeSpan.TicksPerHour;
        sampler.Spike.State = new SpikeState { Hour = hour, Limit = limit, Since = since, Others = Math.Max(0, present - sampler.Spike.Counted(hour)) };
    }

    /// <summary>What was taken hour by hour in the week before this hour, from the first hour in which anything was; and in this hour.</summary>
    private async ValueTask<(long[] Hours, long Present)> CountAsync(ProjectId project, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = usage.Of(project);
        await known.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var snapshot = known.Snapshot;
        var present = UsageSnapshot.HourOf(now).UtcTicks;
        var from = present - (SpikeFormula.Hours * TimeSpan.TicksPerHour);
        var counts = snapshot.PerHour(from, IsEvent).ToDictionary(hour => hour.Hour, hour => hour.Quantity);
        foreach (var own in snapshot.Own.Where(own => own.Hour.UtcTicks != present))
        {
            counts[own.Hour.UtcTicks] = counts.GetValueOrDefault(own.Hour.UtcTicks) + own.Usage(IsEvent);
        }

        counts.Remove(present, out var others);
        var first = counts.Where(hour => hour.Value > 0).Select(hour => hour.Key).DefaultIfEmpty(present).Min();
        var hours = new long[(present - first) / TimeSpan.TicksPerHour];
        for (var hour = 0; hour < hours.Length; hour++)
        {
            hours[hour] = counts.GetValueOrDefault(first + (hour * TimeSpan.TicksPerHour));
        }

        return (hours, others + known.OwnSince(snapshot, present, IsEvent));
    }

    private static bool IsEvent(UsageKey key) => key.Category is "error" or "default" or "security";

    /// <summary>How many events an hour the tightest of the project's long rules for errors allows.</summary>
    private static double PaceOf(ProjectQuota quota) => quota.Rules
        .Where(rule => rule.IsLong && rule.Rule.Key is null && (rule.IsForAll || rule.Rule.Categories.Contains(DataCategory.Error)))
        .Select(rule => rule.Rule.Limit / rule.Rule.Window.TotalHours)
        .DefaultIfEmpty(0)
        .Min();

    private async ValueTask<bool> BeginAsync(ProjectId project, long version, DateTimeOffset now, long limit, long events, CancellationToken cancellationToken)
    {
        var signal = new IntakeSpikeBegan { ProjectId = project, Since = now, Limit = limit, Events = events };
        return await CommitAsync(
            project, new SpikeDocument { Since = now, Limit = limit }, version, SpikeDocuments.Entry(SpikeDocuments.Began, signal, timeProvider), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> EndAsync(ProjectId project, Versioned<SpikeDocument> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var signal = new IntakeSpikeEnded { ProjectId = project, Since = open.Value.Since, Until = now };
        return await CommitAsync(
            project, open.Value with { Until = now }, open.Version, SpikeDocuments.Entry(SpikeDocuments.Ended, signal, timeProvider), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> CommitAsync(ProjectId project, SpikeDocument document, long version, SignalEntry signal, CancellationToken cancellationToken)
    {
        var commit = new DocumentCommit { Partition = Partition.Of(project), Puts = [SpikeDocuments.Type.Put(document, version)], Signals = [signal] };
        var isDone = (await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).Outcome == CommitOutcome.Committed;
        if (isDone)
        {
            hint.Notify();
        }

        return isDone;
    }
}
