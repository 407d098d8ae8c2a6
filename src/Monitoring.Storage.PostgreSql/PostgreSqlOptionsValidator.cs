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
            // The exception may repeat a password; its type and the setting are enough to find the slip.
            return ValidateOptionsResult.Fail($"{nameof(PostgreSqlOptions)}.{nameof(PostgreSqlOptions.ConnectionString)} is no connection string of Npgsql.");
        }
    }
}
