using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring.ErrorTracking.SourceMaps;
using Monitoring.ErrorTracking.SourceMaps.Library;
using Monitoring.ErrorTracking.SourceMaps.Storing;
using Monitoring.ErrorTracking.SourceMaps.Symbolication;
using Monitoring.ErrorTracking.SourceMaps.Uploading;

namespace Monitoring.ErrorTracking.Hosting;

/// <summary>Registers source maps.</summary>
internal static class SourceMapRegistration
{
    public static IMonitoringBuilder AddSourceMaps(this IMonitoringBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<ChunkStore>();
        services.TryAddSingleton<BundleStore>();
        services.TryAddSingleton<MapLibrary>();
        services.TryAddSingleton<SymbolSource>();
        services.TryAddSingleton<ISourceMaps, StoredSourceMaps>();
        return BundleDocuments.All.Aggregate(builder.RequireBlobStore(), (current, type) => current.AddDocumentType(type));
    }
}
