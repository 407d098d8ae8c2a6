using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;
using Monitoring.Projects;

namespace Monitoring.Core.Projects;

/// <summary>
/// What the directories ask of access control and of each other. Access control itself asks the directories for projects and members,
/// and a host's own directory may ask the others, so all are resolved with the first command.
/// </summary>
internal sealed class AccessGate(IServiceProvider services)
{
    private readonly Lazy<IAccessControl> _access = new(services.GetRequiredService<IAccessControl>);
    private readonly Lazy<IMemberDirectory> _members = new(services.GetRequiredService<IMemberDirectory>);

    public IMemberDirectory Members => _members.Value;

    public ValueTask<AccessDecision> CheckAsync(Actor actor, Permission permission, ProjectId project, CancellationToken cancellationToken) =>
        _access.Value.CheckAsync(actor, permission, project, cancellationToken);
}
