using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monitoring;
using Monitoring.AspNetCore;
using Monitoring.AspNetCore.Access;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.Health;
using Monitoring.AspNetCore.SentryIngest;
using Monitoring.AspNetCore.Startup;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what the endpoints of Monitoring need.</summary>
public static class MonitoringAspNetCoreBuilderExtensions
{
    /// <summary>
    /// Registers the services of the endpoints that <c>app.MapMonitoring()</c> maps: settings, the way from a signed-in user to an
    /// actor, health checks of the stores. Calling it again only adds settings.
    /// </summary>
    /// <param name="builder">What <c>services.AddMonitoring()</c> returned.</param>
    /// <param name="configure">Changes the settings.</param>
    public static IMonitoringBuilder AddAspNetCore(this IMonitoringBuilder builder, Action<MonitoringEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<MonitoringEndpointOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<MonitoringEndpointOptions>, MonitoringEndpointOptionsValidator>());
        services.TryAddSingleton<EndpointServices>();
        services.TryAddSingleton<IActorResolver, ClaimsActorResolver>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IntakeLog>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, IntakeStartupFilter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, GuardStartupFilter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DsnAnnouncement>());
        services.AddHealthChecks();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HealthCheckServiceOptions>, StoreHealthChecks>());
        return builder.AddDocumentType(IdempotencyDocuments.Type);
    }
}
