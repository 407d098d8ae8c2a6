using Monitoring.Access;

namespace Monitoring.Projects;

/// <summary>An actor's role in a project.</summary>
public sealed record Member
{
    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The <see cref="Actor.Id"/> of the member; may identify a person.</summary>
    public required string ActorId { get; init; }

    /// <summary>What the member may do.</summary>
    public required Role Role { get; init; }
}
