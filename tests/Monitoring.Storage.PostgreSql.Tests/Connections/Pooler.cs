using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests.Connections;

/// <summary>PgBouncer before a server, with fewer connections to it than it has clients. A test is skipped where it is not installed.</summary>
internal sealed class Pooler : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly Process _process;

    private Pooler(DirectoryInfo directory, Process process, int port) => (_directory, _process, Port) = (directory, process, port);

    public int Port { get; }

    /// <param name="server">The server.</param>
    /// <param name="mode">As in its setting <c>pool_mode</c>.</param>
    /// <param name="connections">How many connections to the server it has.</param>
    public static async Task<Pooler> StartAsync(PostgresServer server, string mode, int connections)
    {
        var program = Requires.PgBouncer();
        var to = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        var directory = Directory.CreateTempSubdirectory("pooler-");
        var users = Path.Combine(directory.FullName, "users");
        var settings = Path.Combine(directory.FullName, "pgbouncer.ini");
        var port = FreePort();
        await File.WriteAllTextAsync(users, $"\"{to.Username}\" \"{to.Password}\"\n");
        await File.WriteAllTextAsync(settings, $"""
            [databases]
            * = host={to.Host} port={to.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port.ToString(CultureInfo.InvariantCulture)}
            unix_socket_dir =
            auth_type = trust
            auth_file = {users}
            pool_mode = {mode}
            max_client_conn = 500
            default_pool_size = {connections.ToString(CultureInfo.InvariantCulture)}
            {(Environment.IsPrivilegedProcess ? "user = postgres" : "")}

            """);
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            // It refuses to run as root, and reads its files as another user.
            directory.UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(users, File.GetUnixFileMode(users) | UnixFileMode.OtherRead);
            File.SetUnixFileMode(settings, File.GetUnixFileMode(settings) | UnixFileMode.OtherRead);
        }

        var process = Process.Start(new ProcessStartInfo(program, ["-q", settings]) { WorkingDirectory = "/" })!;
        var pooler = new Pooler(directory, process, port);
        Assert.True(await Eventually.ReadAsync(() => AnswersAsync(port), static answers => answers), "PgBouncer does not answer.");
        return pooler;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
