using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Monitoring.Storage.PostgreSql;

[OptionsValidator]
internal sealed partial class PostgreSqlOptionsValidator : IValidateOptions<PostgreSqlOptions>;

/// <summary>Reads the connection string when the host starts, so that a slip in it is told then and by name.</summary>
internal sealed class ConnectionStringValidator : IValidateOptions<PostgreSqlOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgreSqlOptions options)
    {
        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(options.ConnectionString);
            return string.IsNullOrEmpty(parsed.Host)
                ? ValidateOptionsResult.Fail($"{nameof(PostgreSqlOptions)}.{nameof(PostgreSqlOptions.ConnectionString)} names no Host.")
                : ValidateOptionsResult.Success;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            return ValidateOptionsResult.Fail($"{nameof(PostgreSqlOptions)}.{nameof(PostgreSqlOptions.ConnectionString)} is no connection string of Npgsql{Slip(options.ConnectionString)}.");
        }
    }

    /// <summary>Which keyword is to blame. The exception may repeat a password, so it is not shown.</summary>
    private static string Slip(string connectionString)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return parts.Keys!.Cast<string>().FirstOrDefault(keyword => !IsKnown(keyword, parts[keyword])) is { } slip ? $": see '{slip}'" : "";
        }
        catch (ArgumentException)
        {
            return ": it consists of pairs such as Host=db;Database=monitoring";
        }
    }

    private static bool IsKnown(string keyword, object value)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder { [keyword] = value };
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false;
        }
    }
}
