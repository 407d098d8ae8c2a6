using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.Projects;

/// <summary>Who is a member of which project.</summary>
public interface IMemberDirectory
{
    /// <summary>The actor's role in a project, from memory when it was read lately; <see langword="null"/> when not a member.</summary>
    ValueTask<Role?> FindRoleAsync(ProjectId project, string actorId, CancellationToken cancellationToken = default);

    /// <summary>Lists the members of a project by actor id. Needs <see cref="Permission.ReadMembers"/>.</summary>
    ValueTask<CommandResult<Page<Member>>> ListAsync(
        Actor actor, ProjectId project, int limit, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes somebody a member, or changes the role. Needs <see cref="Permission.ManageMembers"/>, and nobody can give
    /// a role above the own one or take a role above it away.
    /// </summary>
    ValueTask<CommandResult<Member>> SetAsync(Actor actor, Member member, CancellationToken cancellationToken = default);

    /// <summary>Ends a membership; the last owner stays. Needs <see cref="Permission.ManageMembers"/>.</summary>
    ValueTask<CommandResult<Member>> RemoveAsync(Actor actor, ProjectId project, string actorId, CancellationToken cancellationToken = default);
}
