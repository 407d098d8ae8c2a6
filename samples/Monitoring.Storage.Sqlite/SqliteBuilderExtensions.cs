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
    public static IMonitoringBuilder UseSqlite(this IMonitoringBuilder builder, Action<SqliteOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new SqliteOptions();
        configure?.Invoke(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Path);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => Open(options.Path, [.. provider.GetServices<DocumentType>()]));
        services.TryAddSingleton<IErrorStore>(provider =>
            new SqliteErrorStore(provider.GetRequiredService<SqliteDatabase>(), provider.GetRequiredService<TimeProvider>(), provider.GetService<IReleaseOrder>()));
        services.TryAddSingleton<IDocumentStore, SqliteDocumentStore>();
        services.TryAddSingleton<IBlobStore, SqliteBlobStore>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStoreHealth, SqliteHealth>());
        return builder;
    }

    /// <summary>The database with the indexes of these documents.</summary>
    internal static SqliteDatabase Open(string path, IReadOnlyList<DocumentType> types) => new(path, session => IndexCatalog.Declare(session, types));
}
