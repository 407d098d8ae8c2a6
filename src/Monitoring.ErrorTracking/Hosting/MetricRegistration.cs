using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Logs;
using Monitoring.ErrorTracking.Logs.Answering;
using Monitoring.ErrorTracking.Logs.Intake;
using Monitoring.ErrorTracking.Logs.Rolling;
using Monitoring.ErrorTracking.Metrics;
using Monitoring.ErrorTracking.Metrics.Answering;
using Monitoring.ErrorTracking.Metrics.Intake;
using Monitoring.ErrorTracking.Metrics.Rolling;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers custom metrics and counts of log records.</summary>
internal static class MetricRegistration
{
    public static IMonitoringBuilder AddMetricSeries(this IMonitoringBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<MetricGuard>();
        services.TryAddSingleton<MetricAdmissions>();
        services.TryAddSingleton<MetricRecorder>();
        services.TryAddSingleton<IMetricSeries, StoredMetricSeries>();
        services.TryAddSingleton<ILogCounts, StoredLogCounts>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IItemHandler, MetricHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IItemHandler, LogHandler>());
        return builder.AddRollup<MetricRollup>(MetricKinds.Metrics).AddRollup<LogRollup>(LogRollup.Kind);
    }
}
