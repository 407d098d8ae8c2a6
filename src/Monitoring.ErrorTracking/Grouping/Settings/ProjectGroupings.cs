using System.Collections.Concurrent;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>
/// Finds the grouping of a project, and remembers it for seconds: a change is seen by other hosts after that. What the rules are compiled to is
/// kept as long as they stay the same.
/// </summary>
internal sealed class ProjectGroupings(IDocumentStore store, GroupingStrategies strategies, TimeProvider timeProvider)
{
    private const int MaxEntries = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ProjectId, Entry> _entries = new();
    private readonly ProjectGrouping _default = new(strategies.Default, GroupingRules.None, []);

    public ValueTask<ProjectGrouping> GetAsync(ProjectId project, CancellationToken cancellationToken) =>
        _entries.TryGetValue(project, out var known) && timeProvider.GetElapsedTime(known.ReadAt) < Lifetime
            ? new ValueTask<ProjectGrouping>(known.Grouping)
            : ReadAsync(project, known, cancellationToken);

    /// <summary>Forgets what is remembered, so that this host sees a change at once.</summary>
    public void Forget(ProjectId project) => _entries.TryRemove(project, out _);

    public ProjectGrouping Compile(GroupingSettings settings) => new(
        strategies.Find(settings.Config) ?? strategies.Default,
        GroupingRules.Parse(settings.Enhancements, settings.FingerprintRules),
        [.. settings.Former.Select(Compile).OfType<ProjectGrouping.Earlier>()]);

    private ProjectGrouping.Earlier? Compile(FormerGrouping former) => strategies.Find(former.Config) is { } strategy
        ? new ProjectGrouping.Earlier(strategy, GroupingRules.Parse(former.Enhancements, former.FingerprintRules), former.Until)
        : null;

    private async ValueTask<ProjectGrouping> ReadAsync(ProjectId project, Entry? known, CancellationToken cancellationToken)
    {
        var readAt = timeProvider.GetTimestamp();
        var stored = await store.FindAsync(Partition.Of(project), GroupingSettingsDocuments.Type, GroupingSettingsDocument.Key, cancellationToken)
            .ConfigureAwait(false);
        var version = stored?.Version ?? 0;
        var grouping = known?.Version == version ? known.Grouping : stored is null ? _default : Compile(stored.Value.Settings);
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        _entries[project] = new Entry(grouping, version, readAt);
        return grouping;
    }

    private sealed record Entry(ProjectGrouping Grouping, long Version, long ReadAt);
}
