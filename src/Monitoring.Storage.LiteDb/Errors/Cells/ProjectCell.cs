namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>A project in memory; all are, always.</summary>
internal sealed class ProjectCell(ProjectId project) : Cell
{
    public ProjectId Project { get; } = project;

    public ProjectState State { get; set; } = ProjectState.Empty;

    public override long EstimateBytes() => 200;
}
