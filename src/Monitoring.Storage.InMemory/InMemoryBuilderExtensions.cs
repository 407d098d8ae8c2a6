using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring;
using Monitoring.Storage;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.InMemory;
using Monitoring.Storage.InMemory.Blobs;
using Monitoring.Storage.InMemory.Documents;
using Monitoring.Storage.InMemory.Errors;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the in-memory storage provider.</summary>
public static class InMemoryBuilderExtensions
{
    /// <summary>
    /// Keeps issues, events, documents and blobs in memory, as long as the service provider lives. Each store is used
    /// unless the host has registered another one for its port.
    /// </summary>
    public static IMonitoringBuilder UseInMemory(this IMonitoringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IErrorStore>(provider =>
            new MemoryErrorStore(provider.GetRequiredService<TimeProvider>(), provider.GetService<IReleaseOrder>()));
        services.TryAddSingleton<IDocumentStore>(provider => new MemoryDocumentStore(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IBlobStore>(provider => new MemoryBlobStore(provider.GetRequiredService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStoreHealth, MemoryStoreHealth>());
        return builder;
    }
}
