using Microsoft.AspNetCore.Builder;

namespace Monitoring.AspNetCore.Startup;

/// <summary>Puts conventions on several groups at once.</summary>
internal sealed class JoinedConventions(params IEndpointConventionBuilder[] groups) : IEndpointConventionBuilder
{
    public void Add(Action<EndpointBuilder> convention)
    {
        foreach (var group in groups)
        {
            group.Add(convention);
        }
    }

    public void Finally(Action<EndpointBuilder> finallyConvention)
    {
        foreach (var group in groups)
        {
            group.Finally(finallyConvention);
        }
    }
}
