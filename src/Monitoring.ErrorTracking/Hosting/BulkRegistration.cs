using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring.ErrorTracking.BulkChanges;
using Monitoring.ErrorTracking.BulkChanges.Managing;
using Monitoring.ErrorTracking.BulkChanges.Running;
using Monitoring.ErrorTracking.BulkChanges.Storing;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers changes of many issues.</summary>
internal static class BulkRegistration
{
    public static IMonitoringBuilder AddBulkChanges(this IMonitoringBuilder builder)
    {
        builder.Services.TryAddSingleton<BulkFinder>();
        builder.Services.TryAddSingleton<BulkApplier>();
        builder.Services.TryAddSingleton<IBulkChanges, StoredBulkChanges>();
        return builder
            .AddDocumentType(BulkDocuments.Jobs)
            .AddDocumentType(BulkDocuments.Parts)
            .AddTimerHandler<BulkStepHandler>(BulkDocuments.StepTimer);
    }
}
