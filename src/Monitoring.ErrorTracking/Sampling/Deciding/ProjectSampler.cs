namespace Monitoring.ErrorTracking.Sampling.Deciding;

/// <summary>Decides of which events of a project the payload is kept. Safe to call on many threads; takes no locks.</summary>
internal sealed class ProjectSampler
{
    private readonly SampleTable _table;
    private readonly TimeProvider _timeProvider;
    private HourBudget _hour;

    public ProjectSampler(ProjectId project, SamplingSettings settings, ProjectSampler? before, SampleTable table, TimeProvider timeProvider)
    {
        Project = project;
        Settings = settings;
        _table = table;
        _timeProvider = timeProvider;
        _hour = before?._hour ?? new HourBudget(0);
        Spike = before?.Spike ?? new SpikeWatch();
    }

    public ProjectId Project { get; }

    public SamplingSettings Settings { get; }

    /// <summary>What is known of spikes.</summary>
    public SpikeWatch Spike { get; }

    /// <summary>What was kept in this hour.</summary>
    public HourBudget Hour => HourAt(_timeProvider.GetUtcNow().UtcTicks);

    /// <summary>Decides about an event.</summary>
    /// <param name="hash">Its primary hash.</param>
    /// <param name="isNeeded">Whether something that came with it leads to it: attachments, feedback and the like. Then it is kept in any case.</param>
    /// <returns>One of <see cref="SampleVerdict"/>.</returns>
    public string Decide(GroupingHash hash, bool isNeeded)
    {
        var now = _timeProvider.GetUtcNow().UtcTicks;
        var hour = HourAt(now);
        Spike.Count(hour.Hour);
        var sample = _table.Get(Project, hash, now);
        var verdict = Decide(sample, sample.Count(), hour, now, isNeeded);
        if (verdict.Length == 0)
        {
            sample.Keep(now);
            hour.Keep();
        }
        else
        {
            hour.LeaveOut();
        }

        return verdict;
    }

    /// <summary>Counts the bytes of a payload that is kept.</summary>
    public void Written(int bytes) => Hour.Add(bytes);

    private string Decide(IssueSample sample, long k, HourBudget hour, long now, bool isNeeded)
    {
        var isSpike = Settings.IsSpikeProtected && Spike.IsOn;
        var first = isSpike ? Math.Min(Settings.KeepFirst, Settings.KeepFirstInSpike) : Settings.KeepFirst;
        if (!Settings.IsEnabled || isNeeded || k <= Math.Min(first, SamplingSettings.AlwaysKept) || sample.TryRenew(now, Settings.KeepEvery.Ticks))
        {
            return SampleVerdict.Kept;
        }

        return !LogarithmicRule.Keeps(k, first) ? isSpike && LogarithmicRule.Keeps(k, Settings.KeepFirst) ? SampleVerdict.Spike : SampleVerdict.Sampled
            : sample.Kept >= Settings.MaxPerIssue ? SampleVerdict.Sampled
            : hour.Payloads >= Settings.MaxPerProject || hour.Bytes >= Settings.MaxBytesPerProject ? SampleVerdict.Budget
            : SampleVerdict.Kept;
    }

    private HourBudget HourAt(long now)
    {
        var number = now / TimeSpan.TicksPerHour;
        var hour = Volatile.Read(ref _hour);
        while (hour.Hour != number)
        {
            var next = new HourBudget(number);
            var seen = Interlocked.CompareExchange(ref _hour, next, hour);
            hour = seen == hour ? next : seen;
        }

        return hour;
    }
}
