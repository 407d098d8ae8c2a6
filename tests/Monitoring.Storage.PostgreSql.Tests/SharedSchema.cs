using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests;

/// <summary>A schema that several hosts share, each with a store of its own over its own connections, and with the database's clock.</summary>
internal sealed class SharedSchema(PostgresServer server, [CallerMemberName] string name = "") : IAsyncDisposable
{
    private readonly List<PostgreSqlStore> _stores = [];

    public static ProjectId Project { get; } = new(7);

    public static Partition Here { get; } = Partition.Of(Project);

    public string Schema => OpenStore.Options(server, name).Schema;

    /// <summary>A store as a host has it.</summary>
    /// <param name="settings">More of the connection string.</param>
    /// <param name="time">Another clock than the database's.</param>
    /// <param name="types">What the host declares.</param>
    public PostgreSqlStore Open(string settings = "", TimeProvider? time = null, params ImmutableArray<DocumentType> types)
    {
        var options = OpenStore.Options(server, name);
        options.ConnectionString += settings;
        var store = new PostgreSqlStore(new StoreSettings { Options = options, Time = time ?? TimeProvider.System, Types = types, Logger = NullLogger.Instance });
        _stores.Add(store);
        return store;
    }

    /// <summary>A connection that no store knows of.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection($"{server.ConnectionString};Pooling=false;Search Path={Schema};Application Name=test");
        await connection.OpenAsync();
        return connection;
    }

    public async Task<long> AskAsync(string statement)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Ends sessions of the stores of this schema, those alone that wait for a lock or all of them.</summary>
    /// <returns>How many there were.</returns>
    public Task<long> TerminateAsync(bool waiting = true) => AskAsync($"""
        with found as materialized (
            select pid from pg_stat_activity where application_name = 'monitoring' and query like '%"{Schema}".%' {(waiting ? "and wait_event_type = 'Lock'" : "")})
        select count(*) from found where pg_terminate_backend(pid)
        """);

    /// <summary>The same event for the same number.</summary>
    public static GroupedEvent Event(int number, int hash) => new()
    {
        ProjectId = Project,
        EventId = EventId.FromBytes(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, EventId.ByteLength)),
        Timestamp = TimeProvider.System.GetUtcNow(),
        ReceivedAt = TimeProvider.System.GetUtcNow(),
        Hashes = [GroupingHash.FromBytes(SHA256.HashData([(byte)hash]).AsSpan(0, GroupingHash.ByteLength))],
        Title = "TimeoutError: no answer",
        Type = "error",
        Level = ErrorLevel.Error,
        Platform = "python",
        UserHash = (ulong)number,
        Tags = [new EventTag { Key = "number", Value = $"{number}" }],
        Payload = new byte[10],
    };

    public static DocumentCommit Put(Note note, long? expected = null) => new() { Partition = Here, Puts = [Note.Type.Put(note, expected)] };

    public static SignalEntry Signal(string about = "something") => new()
    {
        Id = EntityId.Create(TimeProvider.System),
        Type = "signal",
        AggregateId = about,
        OccurredAt = TimeProvider.System.GetUtcNow(),
        Body = default,
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        // What hosts that were killed had begun may still go on, and hold what is to be dropped.
        await TerminateAsync(waiting: false);
        await OpenStore.DropAsync(server, name);
    }
}
