using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Transfer;

namespace Monitoring.Migrate;

/// <summary>The stores that an argument names, open as long as this is.</summary>
internal sealed class OpenedStore : IAsyncDisposable
{
    private const string LiteDb = "litedb:";
    private const string Postgres = "postgres:";

    private readonly ServiceProvider _services;

    private OpenedStore(ServiceProvider services) => _services = services;

    public StoreParts Parts => StoreParts.Of(_services.GetRequiredService<IErrorStore>(), _services.GetRequiredService<IDocumentStore>(), _services.GetRequiredService<IBlobStore>());

    /// <summary>Whether an argument names a store and not a file.</summary>
    public static bool IsNamed(string argument) => argument.StartsWith(LiteDb, StringComparison.Ordinal) || argument.StartsWith(Postgres, StringComparison.Ordinal);

    /// <param name="name">The argument's name, for messages.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="schema">The schema that is given for it.</param>
    /// <param name="mustExist">Whether there must be a store already.</param>
    /// <exception cref="ArgumentException">It names no store.</exception>
    public static OpenedStore Open(string name, string argument, string? schema, bool mustExist)
    {
        var builder = new Builder();
        if (argument.StartsWith(LiteDb, StringComparison.Ordinal))
        {
            var directory = argument[LiteDb.Length..];
            if (directory.Length == 0)
            {
                throw new ArgumentException($"{name} names no directory after {LiteDb}");
            }

            if (mustExist && !File.Exists(Path.Combine(directory, "monitoring.db")))
            {
                throw new ArgumentException($"There is no store in the directory of {name}: '{directory}' has no monitoring.db.");
            }

            builder.UseLiteDb(options => options.Directory = directory);
        }
        else
        {
            builder.UsePostgreSql(options =>
            {
                options.ConnectionString = argument[Postgres.Length..];
                options.Schema = schema ?? options.Schema;
            });
        }

        return new OpenedStore(builder.Services.BuildServiceProvider());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Builder : IMonitoringBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();
    }
}
