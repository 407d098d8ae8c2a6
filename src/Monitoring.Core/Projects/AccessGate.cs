using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;

namespace Monitoring.Core.Projects;

/// <summary>
/// Checks the commands of the directories. Access control itself asks the directories for projects and members, so it is
/// resolved with the first command.
/// </summary>
internal sealed class AccessGate(IServiceProvider services)
{
    private readonly Lazy<IAccessControl> _access = new(services.GetRequiredService<IAccessControl>);

    public ValueTask<AccessDecision> CheckAsync(Actor actor, Permission permission, ProjectId project, CancellationToken cancellationToken) =>
        _access.Value.CheckAsync(actor, permission, project, cancellationToken);
}
