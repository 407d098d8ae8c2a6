using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring.ErrorTracking.Ownership;
using Monitoring.ErrorTracking.Ownership.Storing;
using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers who owns what goes wrong.</summary>
internal static class OwnershipRegistration
{
    public static IMonitoringBuilder AddOwnership(this IMonitoringBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<ProjectOwners>();
        services.TryAddSingleton<StoredOwnership>();
        services.TryAddSingleton<IOwnership>(provider => provider.GetRequiredService<StoredOwnership>());
        return builder
            .AddDocumentType(OwnershipDocuments.Kind.Type)
            .AddSignalHandler<ErrorIssueOpened, OwnerAssigner>(OwnerAssigner.Subscription)
            .AddSignalHandler<ErrorIssueRegressed, OwnerAssigner>(OwnerAssigner.Subscription);
    }
}
