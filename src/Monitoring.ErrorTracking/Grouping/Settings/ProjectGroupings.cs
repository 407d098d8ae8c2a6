using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>Finds the grouping of a project.</summary>
internal sealed class ProjectGroupings
{
    private readonly GroupingStrategies _strategies;
    private readonly SettingsCache<GroupingSettings, ProjectGrouping> _cache;

    public ProjectGroupings(IDocumentStore store, GroupingStrategies strategies, TimeProvider timeProvider)
    {
        _strategies = strategies;
        Kind = GroupingSettingsDocuments.KindOf(strategies);
        _cache = new SettingsCache<GroupingSettings, ProjectGrouping>(Kind, (_, settings, _) => Compile(settings), store, timeProvider);
    }

    /// <summary>The settings; a project that has changed nothing groups as the host does.</summary>
    public SettingsKind<GroupingSettings> Kind { get; }

    public ValueTask<ProjectGrouping> GetAsync(ProjectId project, CancellationToken cancellationToken) => _cache.GetAsync(project, cancellationToken);

    public void Forget(ProjectId project) => _cache.Forget(project);

    public ProjectGrouping Compile(GroupingSettings settings) => new(
        _strategies.Find(settings.Config) ?? _strategies.Default,
        GroupingRules.Parse(settings.Enhancements, settings.FingerprintRules),
        [.. settings.Former.Select(Compile).OfType<ProjectGrouping.Earlier>()]);

    private ProjectGrouping.Earlier? Compile(FormerGrouping former) => _strategies.Find(former.Config) is { } strategy
        ? new ProjectGrouping.Earlier(strategy, GroupingRules.Parse(former.Enhancements, former.FingerprintRules), former.Until)
        : null;
}
