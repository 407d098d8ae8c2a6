using System.Collections.Concurrent;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Quotas.Counting;

/// <summary>Knows what was let in of projects hour by hour: of this host from memory, of others and of earlier runs from the store.</summary>
internal sealed class UsageDirectory(OutcomeCounters counters, IDocumentStore store, TimeProvider timeProvider)
{
    private const int MaxProjects = 10_000;

    private readonly ConcurrentDictionary<ProjectId, ProjectUsage> _projects = new();

    public ProjectUsage Of(ProjectId project)
    {
        if (_projects.TryGetValue(project, out var known))
        {
            return known;
        }

        if (_projects.Count >= MaxProjects)
        {
            _projects.Clear();
        }

        return _projects.GetOrAdd(project, id => new ProjectUsage(id, counters, store, timeProvider));
    }
}
