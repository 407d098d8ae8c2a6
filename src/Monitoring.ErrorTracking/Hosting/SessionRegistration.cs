using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Sessions;
using Monitoring.ErrorTracking.Sessions.Counting;
using Monitoring.ErrorTracking.Sessions.Health;
using Monitoring.ErrorTracking.Sessions.Intake;
using Monitoring.ErrorTracking.Sessions.Storing;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers sessions and what they say about releases.</summary>
internal static class SessionRegistration
{
    public static IMonitoringBuilder AddSessions(this IMonitoringBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(provider => new SessionQueue(
            provider.GetRequiredService<IDocumentStore>(),
            RollupRegistration.LimitsOf(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SessionQueue>>()));
        services.TryAddSingleton<SessionIntake>();
        services.TryAddSingleton<SessionCountsReader>();
        services.TryAddSingleton<IReleaseHealth, StoredReleaseHealth>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IItemHandler, SessionHandler>());
        return builder.AddRollupKind<SessionCounts>(SessionDocuments.Counts);
    }
}
