using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.Projects;

/// <summary>Who is a member of which project.</summary>
/// <remarks>
/// A host may replace it, to take memberships from its own directory: access control and the list of an actor's projects know
/// memberships only from here.
/// </remarks>
public interface IMemberDirectory
{
    /// <summary>The actor's role in a project, from memory when it was read lately; <see langword="null"/> when not a member.</summary>
    ValueTask<Role?> FindRoleAsync(ProjectId project, string actorId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the ids of the projects that an actor is a member of, by id, for services that check the actor themselves. One that was
    /// deleted may still be among them.
    /// </summary>
    /// <param name="actorId">The <see cref="Actor.Id"/>.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cursor">The <see cref="Page{T}.Next"/> of the page before.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<Page<ProjectId>> ListProjectsAsync(string actorId, int limit, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a membership with its version, for a change of it. Needs <see cref="Permission.ReadMembers"/>.</summary>
    ValueTask<CommandResult<Member>> GetAsync(Actor actor, ProjectId project, string actorId, CancellationToken cancellationToken = default);

    /// <summary>Lists the members of a project by actor id. Needs <see cref="Permission.ReadMembers"/>.</summary>
    ValueTask<CommandResult<Page<Member>>> ListAsync(
        Actor actor, ProjectId project, int limit, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes somebody a member, or changes the role. Needs <see cref="Permission.ManageMembers"/>, and nobody can give
    /// a role above the own one or take a role above it away.
    /// </summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="member">The membership as it shall be.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any, and for none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Member>> SetAsync(Actor actor, Member member, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Ends a membership; the last owner stays. Needs <see cref="Permission.ManageMembers"/>.</summary>
    ValueTask<CommandResult<Member>> RemoveAsync(
        Actor actor, ProjectId project, string actorId, long? expectedVersion = null, CancellationToken cancellationToken = default);
}
