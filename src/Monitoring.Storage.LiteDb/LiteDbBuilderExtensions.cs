using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring;
using Monitoring.Storage;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb;
using Monitoring.Storage.LiteDb.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the embedded storage provider.</summary>
public static class LiteDbBuilderExtensions
{
    /// <summary>
    /// Keeps issues, events, documents and blobs in one directory of the host's machine. Each store is used unless the
    /// host has registered another one for its port. The directory is opened when the host starts, or when it is first
    /// used, and serves one process at a time.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options, or <see langword="null"/> for the defaults.</param>
    /// <param name="ports">For which ports; all by default, of which another provider may have taken some before.</param>
    public static IMonitoringBuilder UseLiteDb(this IMonitoringBuilder builder, Action<LiteDbOptions>? configure = null, StorePorts ports = StorePorts.All)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<LiteDbOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LiteDbOptions>, LiteDbOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new LiteDbMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(CreateStore);
        services.TryAddSingleton<ILiteDbBackup, LiteDbBackup>();
        if (TryAddStores(services, ports))
        {
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IStoreHealth, LiteDbHealth>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LiteDbHostedService>());
        }

        return builder;
    }

    /// <returns>Whether there was a port to take: a directory that nothing uses is neither opened nor reported.</returns>
    private static bool TryAddStores(IServiceCollection services, StorePorts ports)
    {
        var before = services.Count;
        if (ports.HasFlag(StorePorts.Errors))
        {
            services.TryAddSingleton<IErrorStore, LiteDbErrorStore>();
        }

        if (ports.HasFlag(StorePorts.Documents))
        {
            services.TryAddSingleton<IDocumentStore, LiteDbDocumentStore>();
        }

        if (ports.HasFlag(StorePorts.Blobs))
        {
            services.TryAddSingleton<IBlobStore, LiteDbBlobStore>();
        }

        return services.Count > before;
    }

    private static LiteDbStore CreateStore(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<LiteDbOptions>>().Value;
        var logger = provider.GetService<ILoggerFactory>()?.CreateLogger("Monitoring.Storage.LiteDb");
        return new LiteDbStore(new StoreSettings
        {
            Options = options,
            Files = new PhysicalFiles(options.Directory),
            Time = provider.GetRequiredService<TimeProvider>(),
            ReleaseOrder = provider.GetService<IReleaseOrder>(),
            Types = [.. provider.GetServices<DocumentType>()],
            Logger = logger ?? Logging.Abstractions.NullLogger.Instance,
            Metrics = provider.GetRequiredService<LiteDbMetrics>(),
        });
    }
}
