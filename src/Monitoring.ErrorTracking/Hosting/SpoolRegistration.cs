using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Authentication;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Spooling;
using Monitoring.ErrorTracking.Spooling.Away;
using Monitoring.ErrorTracking.Spooling.Draining;
using Monitoring.Storage;
using Monitoring.Storage.Files;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers the spool, and what stands for keys and settings while their store is away.</summary>
internal static class SpoolRegistration
{
    /// <summary>How often a request is sent to a store of settings that is away.</summary>
    private static readonly TimeSpan TrialInterval = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddSpool(this IServiceCollection services)
    {
        services.TryAddSingleton(CreateSpool);
        services.TryAddSingleton(provider => new SpoolMetrics(provider.GetRequiredService<EventSpool>(), provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(provider => new StoreWatch(TrialInterval, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(CreateKnown<(PublicKey Key, ProjectId Path), SenderAdmission>);
        services.TryAddSingleton(CreateKnown<ProjectId, IntakeRules>);
        services.TryAddSingleton(CreateKnown<ProjectId, bool>);
        services.TryAddSingleton<StoredBefore>();
        services.TryAddSingleton<SpoolDrain>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SpoolService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStoreHealth, SpoolHealth>());
        return services;
    }

    private static EventSpool CreateSpool(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ErrorTrackingOptions>>().Value.Spool;
        return new EventSpool(
            options.Directory is null ? null : new PhysicalFiles(options.Directory),
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EventSpool>>());
    }

    private static LastKnown<TKey, TValue> CreateKnown<TKey, TValue>(IServiceProvider provider)
        where TKey : notnull => new(
            provider.GetRequiredService<StoreWatch>(),
            provider.GetRequiredService<EventSpool>(),
            provider.GetRequiredService<IOptions<ErrorTrackingOptions>>().Value.Spool.MaxAge,
            provider.GetRequiredService<TimeProvider>());
}
