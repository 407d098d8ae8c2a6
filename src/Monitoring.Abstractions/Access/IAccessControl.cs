namespace Monitoring.Access;

/// <summary>Answers whether an actor may do something in a project, from membership and <see cref="PermissionTable"/>.</summary>
public interface IAccessControl
{
    /// <summary>Decides; a refusal is written to the audit log.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="permission">What for.</param>
    /// <param name="project">Where.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<AccessDecision> CheckAsync(Actor actor, Permission permission, ProjectId project, CancellationToken cancellationToken = default);
}
