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
    /// <param name="builder">The builder.</param>
    /// <param name="ports">For which ports; all by default, of which another provider may have taken some before.</param>
    public static IMonitoringBuilder UseInMemory(this IMonitoringBuilder builder, StorePorts ports = StorePorts.All)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        if (TryAddStores(builder.Services, ports))
        {
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStoreHealth, MemoryStoreHealth>());
        }

        return builder;
    }

    /// <returns>Whether there was a port to take: a store that nothing uses is not reported.</returns>
    private static bool TryAddStores(IServiceCollection services, StorePorts ports)
    {
        var before = services.Count;
        if (ports.HasFlag(StorePorts.Errors))
        {
            services.TryAddSingleton<IErrorStore>(provider =>
                new MemoryErrorStore(provider.GetRequiredService<TimeProvider>(), provider.GetService<IReleaseOrder>()));
        }

        if (ports.HasFlag(StorePorts.Documents))
        {
            services.TryAddSingleton<IDocumentStore>(provider => new MemoryDocumentStore(provider.GetRequiredService<TimeProvider>()));
        }

        if (ports.HasFlag(StorePorts.Blobs))
        {
            services.TryAddSingleton<IBlobStore>(provider => new MemoryBlobStore(provider.GetRequiredService<TimeProvider>()));
        }

        return services.Count > before;
    }
}
