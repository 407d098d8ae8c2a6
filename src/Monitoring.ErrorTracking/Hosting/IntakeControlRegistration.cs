using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Monitoring.ErrorTracking.Filters;
using Monitoring.ErrorTracking.Filters.Settings;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.ErrorTracking.Quotas.Counting;
using Monitoring.ErrorTracking.Quotas.Settings;
using Monitoring.ErrorTracking.Sampling;
using Monitoring.ErrorTracking.Sampling.Settings;
using Monitoring.ErrorTracking.Sampling.Spikes;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers what bounds that which comes in: limits, filters, sampling.</summary>
internal static class IntakeControlRegistration
{
    public static IMonitoringBuilder AddIntakeControl(this IMonitoringBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<SettingsCommands>();
        services.TryAddSingleton<KeyQuotas>();
        services.TryAddSingleton<UsageDirectory>();
        services.TryAddSingleton<ProjectQuotas>();
        services.TryAddSingleton<IQuotas, StoredQuotas>();
        services.TryAddSingleton<ProjectFilters>();
        services.TryAddSingleton<IInboundFilters, StoredFilters>();
        services.TryAddSingleton<ProjectSamplers>();
        services.TryAddSingleton<ISampling, StoredSampling>();
        services.TryAddSingleton<SpikeWatcher>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SpikeService>());
        return builder
            .AddDocumentType(QuotaDocuments.Kind.Type)
            .AddDocumentType(FilterDocuments.Kind.Type)
            .AddDocumentType(SamplingDocuments.Kind.Type)
            .AddDocumentType(SpikeDocuments.Type)
            .AddSignalType(SpikeDocuments.Began)
            .AddSignalType(SpikeDocuments.Ended);
    }
}
