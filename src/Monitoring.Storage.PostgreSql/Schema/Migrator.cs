using System.Data;
using Microsoft.Extensions.Logging;
using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Schema;

/// <summary>Brings the schema up to date. Any number of hosts may do so at once: one does, the others wait and find it done.</summary>
internal static class Migrator
{
    /// <summary>Applies the steps that are missing, all of them or none.</summary>
    /// <returns>The version that the schema has then.</returns>
    /// <exception cref="StorageUnavailableException">The schema was made by a newer version of this package.</exception>
    public static async Task<int> RunAsync(Database database, ILogger logger, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await CheckEncodingAsync(connection, cancellationToken).ConfigureAwait(false);
        var newest = Migration.All[^1].Version;
        var version = await ReadVersionAsync(connection, database, cancellationToken).ConfigureAwait(false);
        if (version < newest)
        {
            version = await TryApplyAsync(connection, database, logger, cancellationToken).ConfigureAwait(false);
        }

        return version == newest ? version : throw new StorageUnavailableException(
            $"Schema '{database.Schema}' has version {version}, which a newer version of this package made; this one knows {newest}. Update the host.");
    }

    /// <summary>Names of errors are in every script of the world; a database of another encoding would refuse some of them when they come.</summary>
    private static async Task CheckEncodingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var ask = new NpgsqlCommand("select pg_encoding_to_char(encoding)::text from pg_catalog.pg_database where datname = current_database()", connection);
        if (await ask.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is string encoding and not "UTF8")
        {
            throw new StorageUnavailableException(
                $"Database '{connection.Database}' has the encoding {encoding}; UTF8 is needed. Make another one with: create database ... encoding 'UTF8' template template0.");
        }
    }

    private static async Task<int> TryApplyAsync(NpgsqlConnection connection, Database database, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            return await ApplyAsync(connection, database, logger, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StorageUnavailableException(
                $"The role may not make or change schema '{database.Schema}' in database '{connection.Database}' ({exception.MessageText}). "
                + $"Give it the schema: create schema \"{database.Schema}\" authorization ROLE.",
                exception);
        }
    }

    private static async Task<int> ApplyAsync(NpgsqlConnection connection, Database database, ILogger logger, CancellationToken cancellationToken)
    {
        // Who waited for another host must see what that has done, whatever the server's own default is.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, "set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0", cancellationToken).ConfigureAwait(false);
        await using (var turn = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection) { Parameters = { new() { Value = $"monitoring schema {database.Schema}" } } })
        {
            await turn.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        var from = await ReadVersionAsync(connection, database, cancellationToken).ConfigureAwait(false);
        var to = from;
        if (from == 0)
        {
            await RunAsync(connection, database.Sql(Beginning(database.Schema)), cancellationToken).ConfigureAwait(false);
        }

        foreach (var migration in Migration.All.Where(migration => migration.Version > from))
        {
            await RunAsync(connection, database.Sql($"{migration.Script}; insert into $.schema_version (version) values ({migration.Version});"), cancellationToken).ConfigureAwait(false);
            to = migration.Version;
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        if (to > from)
        {
            Log.Migrated(logger, database.Schema, from, to);
        }

        return to;
    }

    /// <summary>"Create if not exists" would want the right to create schemas also where an administrator has made this one for the role.</summary>
    private static string Beginning(string schema) => $"""
        do $do$ begin
            if not exists (select from pg_catalog.pg_namespace where nspname = '{schema}') then
                create schema "{schema}";
            end if;
        end $do$;
        create table $.schema_version (version int primary key, applied_at timestamptz not null default now());
        """;

    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, Database database, CancellationToken cancellationToken)
    {
        // Asked of the catalog's table: the session's cache of names may not have heard of what another session has just committed.
        await using var exists = new NpgsqlCommand("select exists (select from pg_catalog.pg_tables where schemaname = $1 and tablename = 'schema_version')", connection) { Parameters = { new() { Value = database.Schema } } };
        if (await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
        {
            return 0;
        }

        await using var read = new NpgsqlCommand(database.Sql("select coalesce(max(version), 0) from $.schema_version"), connection);
        return (int)(await read.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string script, CancellationToken cancellationToken)
    {
        // Several statements in one text, which has no parameters: it is sent as a simple query.
        await using var command = new NpgsqlCommand(script, connection) { CommandTimeout = Statements.LongTime };
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
