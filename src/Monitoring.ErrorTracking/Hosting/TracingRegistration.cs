using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Tracing;
using Monitoring.ErrorTracking.Tracing.Answering;
using Monitoring.ErrorTracking.Tracing.Intake;
using Monitoring.ErrorTracking.Tracing.Linking;
using Monitoring.ErrorTracking.Tracing.Rolling;
using Monitoring.ErrorTracking.Tracing.Settings;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers transactions, spans and traces.</summary>
internal static class TracingRegistration
{
    public static IMonitoringBuilder AddTracing(this IMonitoringBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<RecentTraces>();
        services.TryAddSingleton<SlowestGate>();
        services.TryAddSingleton<TraceLinks>();
        services.TryAddSingleton<TraceLinkWriter>();
        services.TryAddSingleton<TraceLinkReader>();
        services.TryAddSingleton<TraceRecorder>();
        services.TryAddSingleton<TraceFigures>();
        services.TryAddSingleton<EventTraces>();
        services.TryAddSingleton<StoredTracingSettings>();
        services.TryAddSingleton<ITransactions, StoredTransactions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IItemHandler, TransactionHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IItemHandler, SpanHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TraceLinkService>());
        return builder.AddRollup<TransactionRollup>(TraceKinds.Transactions)
            .AddRollup<SpanRollup>(TraceKinds.Spans)
            .AddDocumentType(TraceLinkDocuments.Type)
            .AddDocumentType(TracingSettingsDocuments.Type);
    }
}
