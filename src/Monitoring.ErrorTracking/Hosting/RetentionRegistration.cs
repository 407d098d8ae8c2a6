using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Monitoring.ErrorTracking.Retention;
using Monitoring.ErrorTracking.Retention.Storing;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers how long errors are kept, and how much of them.</summary>
internal static class RetentionRegistration
{
    public static IMonitoringBuilder AddRetention(this IMonitoringBuilder builder)
    {
        builder.Services.TryAddSingleton<RetentionRunner>();
        builder.Services.TryAddSingleton<IRetention, StoredRetention>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RetentionService>());
        return builder.AddDocumentType(RetentionDocuments.Kind.Type).AddDocumentType(RetentionDocuments.Runs);
    }
}
