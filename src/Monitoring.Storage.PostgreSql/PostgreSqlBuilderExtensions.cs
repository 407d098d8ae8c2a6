using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitoring;
using Monitoring.Storage;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql;
using Monitoring.Storage.PostgreSql.Blobs;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Monitoring.Storage.PostgreSql.Hosting;
using Monitoring.Storage.PostgreSql.Opening;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the PostgreSQL storage provider.</summary>
public static class PostgreSqlBuilderExtensions
{
    /// <summary>
    /// Keeps issues, events, documents and blobs in a schema of a PostgreSQL database, which any number of hosts may share. Each store is used unless the host has
    /// registered another one for its port. The schema is brought up to date when the host starts, or when it is first used.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="ports">For which ports; all by default, of which another provider may have taken some before.</param>
    public static IMonitoringBuilder UsePostgreSql(this IMonitoringBuilder builder, Action<PostgreSqlOptions>? configure = null, StorePorts ports = StorePorts.All)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<PostgreSqlOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgreSqlOptions>, PostgreSqlOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgreSqlOptions>, ConnectionStringValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(CreateStore);
        if (TryAddStores(services, ports))
        {
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IStoreHealth, PostgreSqlHealth>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PostgreSqlHostedService>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, UpkeepService>());
        }

        return builder;
    }

    /// <returns>Whether there was a port to take: a database that nothing uses is neither opened nor reported.</returns>
    private static bool TryAddStores(IServiceCollection services, StorePorts ports)
    {
        var before = services.Count;
        if (ports.HasFlag(StorePorts.Errors) && services.All(service => service.ServiceType != typeof(IErrorStore)))
        {
            services.AddSingleton<IErrorStore, PostgreSqlErrorStore>();
            services.TryAddSingleton<IPostgreSqlSpread, ProjectSpreads>();
        }

        if (ports.HasFlag(StorePorts.Documents))
        {
            services.TryAddSingleton<IDocumentStore, PostgreSqlDocumentStore>();
        }

        if (ports.HasFlag(StorePorts.Blobs))
        {
            services.TryAddSingleton<IBlobStore, PostgreSqlBlobStore>();
        }

        return services.Count > before;
    }

    private static PostgreSqlStore CreateStore(IServiceProvider provider) => new(new StoreSettings
    {
        Options = provider.GetRequiredService<IOptions<PostgreSqlOptions>>().Value,
        Time = provider.GetRequiredService<TimeProvider>(),
        ReleaseOrder = provider.GetService<IReleaseOrder>(),
        Types = [.. provider.GetServices<DocumentType>()],
        Logger = (ILogger?)provider.GetService<ILoggerFactory>()?.CreateLogger("Monitoring.Storage.PostgreSql") ?? NullLogger.Instance,
    });
}
