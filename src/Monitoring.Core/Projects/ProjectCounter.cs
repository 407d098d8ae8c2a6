namespace Monitoring.Core.Projects;

/// <summary>The last number that was handed out to a project whose creator gave none.</summary>
internal sealed record ProjectCounter
{
    public const string Key = "project";

    public required long Last { get; init; }
}
