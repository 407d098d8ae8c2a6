using Monitoring.Access;
using Monitoring.Projects;

namespace Monitoring.Core.Access;

/// <summary>Decides by the project's members, <see cref="PermissionTable"/> and the features that are on.</summary>
internal sealed class AccessControl(IProjectDirectory projects, IMemberDirectory members, RefusalAudit refusals) : IAccessControl
{
    public async ValueTask<AccessDecision> CheckAsync(Actor actor, Permission permission, ProjectId project, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var found = project.IsDefault ? null : await projects.FindAsync(project, cancellationToken).ConfigureAwait(false);
        var decision = PermissionTable.LowestRole(permission) is { } lowest
            ? await InProjectAsync(actor, permission, lowest, project, found, cancellationToken).ConfigureAwait(false)
            : OfHost(actor);
        if (!decision.IsAllowed)
        {
            await refusals.RecordAsync(actor, permission, found?.Id ?? default, decision, cancellationToken).ConfigureAwait(false);
        }

        return decision;
    }

    private static AccessDecision OfHost(Actor actor) => IsAdministrator(actor)
        ? AccessDecision.Allowed
        : Refused(AccessDecisionKind.RoleTooLow, "Only an administrator of the host may do this.");

    private async ValueTask<AccessDecision> InProjectAsync(
        Actor actor, Permission permission, Role lowest, ProjectId id, Project? project, CancellationToken cancellationToken)
    {
        var role = project is null || actor.Kind == ActorKind.Anonymous ? null
            : IsAdministrator(actor) ? Role.Owner
            : await members.FindRoleAsync(id, actor.Id, cancellationToken).ConfigureAwait(false);
        if (project is null || role is null)
        {
            // The same words for both: an outsider must not learn which projects exist.
            return Refused(AccessDecisionKind.NotFound, $"There is no project {id}.");
        }

        if (role < lowest)
        {
            return Refused(AccessDecisionKind.RoleTooLow, $"This needs the role {lowest} in the project; you are {role}.");
        }

        return FeatureTable.Needs(permission) is { } feature && !project.Has(feature)
            ? Refused(AccessDecisionKind.FeatureOff, $"The feature {feature} is off in this project; an owner can switch it on.")
            : AccessDecision.Allowed;
    }

    private static bool IsAdministrator(Actor actor) => actor.IsAdministrator && actor.Kind != ActorKind.Anonymous;

    private static AccessDecision Refused(AccessDecisionKind kind, string reason) => new() { Kind = kind, Reason = reason };
}
