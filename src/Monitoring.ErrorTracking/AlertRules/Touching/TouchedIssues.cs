using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.AlertRules.Touching;

/// <summary>
/// Notes which issues had events, for those who count in windows. Only a look into a table for each event, after it is durable, and none in projects that have no such rule.
/// </summary>
/// <remarks>A hint: what finds no place, or is lost with the process, is found by the timers of the rules.</remarks>
internal sealed class TouchedIssues(TimeProvider timeProvider)
{
    private const int MaxIssues = 10_000;
    private const int MaxQuiet = 10_000;

    private readonly ConcurrentDictionary<ProjectId, long> _quiet = new();
    private readonly ConcurrentDictionary<(ProjectId Project, IssueId Issue), byte> _touched = new();

    public void See(ProjectId project, IssueId issue)
    {
        if (_quiet.TryGetValue(project, out var since))
        {
            if (timeProvider.GetElapsedTime(since) < QuietFor)
            {
                return;
            }

            _quiet.TryRemove(project, out _);
        }

        if (!_touched.ContainsKey((project, issue)) && _touched.Count < MaxIssues)
        {
            _touched.TryAdd((project, issue), 0);
        }
    }

    /// <summary>How long a project without such rules is not asked about: so long at most another host's new rule waits for its timer.</summary>
    public static TimeSpan QuietFor { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Takes what was noted. What is noted meanwhile is in it, or stays for the next time.</summary>
    public ImmutableArray<(ProjectId Project, IssueId Issue)> Drain() =>
        _touched.IsEmpty ? [] : [.. _touched.Keys.Where(key => _touched.TryRemove(key, out _))];

    /// <summary>The project has no rule that counts.</summary>
    public void Quiet(ProjectId project)
    {
        if (_quiet.Count < MaxQuiet)
        {
            _quiet[project] = timeProvider.GetTimestamp();
        }
    }

    /// <summary>The project has such a rule now.</summary>
    public void Listen(ProjectId project) => _quiet.TryRemove(project, out _);
}
