namespace Monitoring.Core.Projects;

/// <summary>Reserves the path of a project; its key is the path, which makes paths unique.</summary>
internal sealed record ProjectPath
{
    public required string Path { get; init; }

    public required ProjectId ProjectId { get; init; }
}
