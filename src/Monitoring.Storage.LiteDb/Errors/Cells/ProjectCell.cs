using System.Collections.Immutable;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>A project in memory; all are, always.</summary>
internal sealed class ProjectCell(ProjectId project) : Cell
{
    public ProjectId Project { get; } = project;

    public ProjectState State { get; set; } = ProjectState.Empty;

    /// <summary>At most <see cref="Monitoring.Storage.Errors.ErrorStoreLimits.PinnedEvents"/>.</summary>
    public ImmutableDictionary<EventId, PinnedEvent> Pins { get; set; } = ImmutableDictionary<EventId, PinnedEvent>.Empty;

    public override long EstimateBytes() => 200 + (Pins.Count * 100L);
}
