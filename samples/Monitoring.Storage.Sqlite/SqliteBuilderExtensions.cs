using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring;
using Monitoring.Storage;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite;
using Monitoring.Storage.Sqlite.Blobs;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Documents;
using Monitoring.Storage.Sqlite.Errors;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the SQLite storage provider.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>
    /// Keeps issues, events, documents and blobs in one SQLite file. Each store is used unless the host has registered another one for its port. The file is
    /// opened when it is first used.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options, or <see langword="null"/> for the defaults.</param>
    /// <param name="ports">For which ports; all by default, of which another provider may have taken some before.</param>
    public static IMonitoringBuilder UseSqlite(this IMonitoringBuilder builder, Action<SqliteOptions>? configure = null, StorePorts ports = StorePorts.All)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new SqliteOptions();
        configure?.Invoke(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Path);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => Open(options.Path, [.. provider.GetServices<DocumentType>()]));
        if (TryAddStores(services, ports))
        {
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IStoreHealth, SqliteHealth>());
        }

        return builder;
    }

    /// <returns>Whether there was a port to take: a file that nothing uses is neither opened nor reported.</returns>
    private static bool TryAddStores(IServiceCollection services, StorePorts ports)
    {
        var before = services.Count;
        if (ports.HasFlag(StorePorts.Errors))
        {
            services.TryAddSingleton<IErrorStore>(provider =>
                new SqliteErrorStore(provider.GetRequiredService<SqliteDatabase>(), provider.GetRequiredService<TimeProvider>(), provider.GetService<IReleaseOrder>()));
        }

        if (ports.HasFlag(StorePorts.Documents))
        {
            services.TryAddSingleton<IDocumentStore, SqliteDocumentStore>();
        }

        if (ports.HasFlag(StorePorts.Blobs))
        {
            services.TryAddSingleton<IBlobStore, SqliteBlobStore>();
        }

        return services.Count > before;
    }

    /// <summary>The database with the indexes of these documents.</summary>
    internal static SqliteDatabase Open(string path, IReadOnlyList<DocumentType> types) => new(path, session => IndexCatalog.Declare(session, types));
}
