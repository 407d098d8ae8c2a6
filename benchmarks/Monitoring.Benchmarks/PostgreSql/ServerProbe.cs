using System.Globalization;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Benchmarks.PostgreSql;

/// <summary>What a server uses from one moment to another: processor time of all its processes, as the kernel counts it, and the log that it writes.</summary>
internal sealed class ServerProbe
{
    // The kernel counts in hundredths of a second.
    private const double Ticks = 100;

    private readonly PostgresServer _server;
    private readonly Dictionary<int, double> _cpu;
    private readonly double _wal;
    private readonly double _disk;

    private ServerProbe(PostgresServer server, double wal, double disk)
    {
        _server = server;
        _wal = wal;
        _disk = disk;
        _cpu = ReadCpu();
    }

    public static async Task<ServerProbe> BeginAsync(PostgresServer server)
    {
        await ScalarAsync(server, "create extension if not exists pg_stat_statements");
        await ScalarAsync(server, "select pg_stat_statements_reset()::text");
        return new ServerProbe(server, await WalAsync(server), await DiskAsync(server));
    }

    public async Task<(double CpuSeconds, double Statements, double WalBytes, double DiskBytes)> EndAsync()
    {
        // Sessions of pools that are still open; a session that ended meanwhile is in the count of its parent.
        var cpu = ReadCpu().Sum(process => process.Value - _cpu.GetValueOrDefault(process.Key));
        var statements = (double)(await ScalarAsync(_server, "select sum(calls)::float8 from pg_stat_statements"))!;
        return (cpu, statements, await WalAsync(_server) - _wal, await DiskAsync(_server) - _disk);
    }

    private static async Task<double> WalAsync(PostgresServer server) =>
        (double)(await ScalarAsync(server, "select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8"))!;

    private static async Task<double> DiskAsync(PostgresServer server) => (double)(await ScalarAsync(server, "select pg_database_size(current_database())::float8"))!;

    private static async Task<object?> ScalarAsync(PostgresServer server, string statement)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }

    private Dictionary<int, double> ReadCpu()
    {
        var used = new Dictionary<int, double>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Read(id) is { } process && (id == _server.ProcessId || process.Parent == _server.ProcessId))
            {
                used[id] = process.Seconds;
            }
        }

        return used;
    }

    /// <summary>The parent and the processor time of a process, of its ended children too where it is the server itself.</summary>
    private (int Parent, double Seconds)? Read(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var counted = id == _server.ProcessId ? fields[11..15] : fields[11..13];
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), counted.Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / Ticks);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
