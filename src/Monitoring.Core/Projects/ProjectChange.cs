using Monitoring.Access;
using Monitoring.Projects;

namespace Monitoring.Core.Projects;

/// <summary>A change of a project: who may, what is wrong with it, what it makes of the project.</summary>
internal sealed record ProjectChange
{
    public required Permission Permission { get; init; }

    public required string Action { get; init; }

    public required string? Problem { get; init; }

    public required Func<Project, Project> Apply { get; init; }
}
