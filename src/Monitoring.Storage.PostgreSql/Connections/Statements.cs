using Npgsql;

namespace Monitoring.Storage.PostgreSql.Connections;

/// <summary>Short forms for single statements.</summary>
internal static class Statements
{
    /// <summary>What goes over all of a project or a day may take an hour, in seconds; nobody waits for its answer.</summary>
    public const int LongTime = 3_600;

    public static async ValueTask<int> ExecuteAsync(this NpgsqlConnection connection, string statement, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, statement, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a statement that may take <see cref="LongTime"/>.</summary>
    public static async ValueTask<int> ExecuteLongAsync(this NpgsqlConnection connection, string statement, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, statement, parameters);
        command.CommandTimeout = LongTime;
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads all rows of a statement that may take <see cref="LongTime"/>.</summary>
    public static async ValueTask<List<T>> QueryLongAsync<T>(
        this NpgsqlConnection connection, string statement, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, statement, parameters);
        command.CommandTimeout = LongTime;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAllAsync(row, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads all rows.</summary>
    public static async ValueTask<List<T>> QueryAsync<T>(
        this NpgsqlConnection connection, string statement, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, statement, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAllAsync(row, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the rows of the present result, and goes to the next one.</summary>
    public static async ValueTask<List<T>> ReadAllAsync<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row(reader));
        }

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return rows;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string statement, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(statement, connection);
        command.Parameters.AddRange(parameters);
        return command;
    }
}
