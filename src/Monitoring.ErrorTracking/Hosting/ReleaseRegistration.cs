using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Monitoring.ErrorTracking.Releases;
using Monitoring.ErrorTracking.Releases.Fixes;
using Monitoring.ErrorTracking.Releases.Latest;
using Monitoring.ErrorTracking.Releases.Sightings;
using Monitoring.ErrorTracking.Releases.Storing;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers releases.</summary>
internal static class ReleaseRegistration
{
    public static IMonitoringBuilder AddReleases(this IMonitoringBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<IReleaseOrder, ReleaseOrder>();
        services.TryAddSingleton<ReleaseStore>();
        services.TryAddSingleton<KnownReleases>();
        services.TryAddSingleton<ICommitsFollower, FixingCommits>();
        services.TryAddSingleton<ReleaseCommands>();
        services.TryAddSingleton<IReleases, StoredReleases>();
        services.TryAddSingleton<ReleaseSightings>();
        services.TryAddSingleton<SightingWriter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SightingService>());
        builder = builder.AddNotes(FixDocuments.Type);
        builder = ReleaseDocuments.All.Aggregate(builder, (current, type) => current.AddDocumentType(type));
        return ReleaseSignals.All.Aggregate(builder, (current, type) => current.AddSignalType(type));
    }
}
