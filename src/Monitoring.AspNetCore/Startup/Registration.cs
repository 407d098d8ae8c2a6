using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.AspNetCore.Startup;

/// <summary>Looks at what the host has registered, before endpoints are mapped that need it.</summary>
internal static class Registration
{
    public static bool Has<T>(this IEndpointRouteBuilder endpoints) =>
        endpoints.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(T)) ?? false;

    /// <summary>Throws a sentence that names the missing call.</summary>
    public static void Require<T>(this IEndpointRouteBuilder endpoints, string map, string call)
    {
        if (!endpoints.Has<T>())
        {
            throw new InvalidOperationException($"{map} needs services that are not registered: call '{call}' before the application is built.");
        }
    }
}
