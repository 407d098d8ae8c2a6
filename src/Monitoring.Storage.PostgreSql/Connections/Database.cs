using Npgsql;

namespace Monitoring.Storage.PostgreSql.Connections;

/// <summary>The connections to the database, and the schema in it.</summary>
internal sealed class Database : IAsyncDisposable, IDisposable
{
    private const int PreparedStatements = 200;
    private const int SecondsPerStatement = 30;

    public Database(PostgreSqlOptions options)
    {
        Schema = options.Schema;
        Source = Open(options.ConnectionString);
    }

    public NpgsqlDataSource Source { get; }

    public string Schema { get; }

    /// <summary>A statement in which <c>$.</c> stands for the schema, quoted: its name may be a word of the language. Statements are made once, and not for each call.</summary>
    public string Sql(string statement) => statement.Replace("$.", $"\"{Schema}\".", StringComparison.Ordinal);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    public void Dispose() => Source.Dispose();

    private static NpgsqlDataSource Open(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= "monitoring";
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            // Zero is what a pooler between may need.
            settings.MaxAutoPrepare = PreparedStatements;
        }

        settings.AutoPrepareMinUsages = 2;
        if (!settings.ShouldSerialize("Command Timeout"))
        {
            settings.CommandTimeout = SecondsPerStatement;
        }

        if (settings.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            // Of several servers the one that takes writes.
            settings.TargetSessionAttributes ??= "primary";
        }

        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        return builder.Build();
    }
}
