using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Monitoring.TestData;

/// <summary>
/// A PostgreSQL server of its own for the tests of an assembly: Debian's binaries, a fresh data directory, a free port on loopback. A server that
/// <c>MONITORING_TEST_POSTGRES</c> names, a connection string of a role that may create databases and schemas, is taken instead.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Variable = "MONITORING_TEST_POSTGRES";

    private static readonly string? Named = Environment.GetEnvironmentVariable(Variable);

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"monitoring-postgres-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}");
    private readonly string? _binaries = FindBinaries();
    private Process? _process;
    private int _port;

    /// <summary>Settings given to the server beside the usual ones, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = ["fsync=off"];

    /// <summary>Another server that was started here, of which this one is a standby until it is promoted.</summary>
    public PostgresServer? StandbyOf { get; init; }

    /// <summary>How to reach the server; skips the test where there is none.</summary>
    public string ConnectionString
    {
        get
        {
            if (Named is null && _binaries is null)
            {
                Requires.Absent("no PostgreSQL server is installed", $"apt-get install postgresql, or name a server in {Variable}");
            }

            return Named ?? $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres";
        }
    }

    /// <summary>Whether the server was started here, so that tests may end it.</summary>
    public bool IsStartedHere => _process is not null;

    /// <summary>The process id of the server that was started here, for tests that kill it.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The server was not started here.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Named is not null || _binaries is null)
        {
            return;
        }

        Directory.CreateDirectory(_directory);
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root.
            await RunAsync("chown", "postgres", _directory);
        }

        string[] creation = StandbyOf is { } primary
            ? ["pg_basebackup", "-D", _directory, "-h", "127.0.0.1", "-p", primary._port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-R", "-X", "stream", "--checkpoint=fast", "--no-sync"]
            : ["initdb", "-D", _directory, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"];
        await RunAsync(creation);

        // As the server wants it; of the two only initdb sees to it.
        await RunAsync("chmod", "700", _directory);
        _port = FreePort();
        await StartAsync();
    }

    /// <summary>Starts the server, again after it was killed.</summary>
    public async Task StartAsync()
    {
        string[] settings =
        [
            $"port={_port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300", "shared_buffers=128MB", "max_wal_size=1GB", .. Settings,
        ];
        _process = Start(["postgres", "-D", _directory, .. settings.SelectMany(setting => new[] { "-c", setting })]);
        var answer = await Eventually.ReadAsync(() => TryRunAsync("pg_isready", "-q", "-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture)), code => code == 0);
        Assert.Equal(0, answer);
    }

    /// <summary>Runs a program of PostgreSQL, such as <c>pg_dump</c>, against the server.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">What it is told besides how to reach the server.</param>
    public Task RunToolAsync(string program, params string[] arguments) => RunAsync([program, "-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", .. arguments]);

    /// <summary>Gives a directory to the server that was started here; skips the test where another one is used.</summary>
    /// <param name="directory">The directory.</param>
    public async Task OwnAsync(string directory)
    {
        if (!IsStartedHere)
        {
            Requires.Absent("the server was not started here, and has no directory in common with the tests", $"leave out {Variable}");
        }

        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", directory);
        }

        await RunAsync("chmod", "700", directory);
    }

    /// <summary>Waits until a standby has applied all that its primary has written by now.</summary>
    public async Task CatchUpAsync()
    {
        var written = await AskAsync(StandbyOf!._port, "select pg_current_wal_lsn()");
        Assert.Equal("t", await Eventually.ReadAsync(() => AskAsync(_port, $"select pg_last_wal_replay_lsn() >= '{written}'"), static answer => answer == "t"));
    }

    /// <summary>Ends the server.</summary>
    /// <param name="atOnce">As a crash does it, so that it has to recover when it is started again; otherwise in good order, without waiting for sessions.</param>
    public async Task StopAsync(bool atOnce)
    {
        await TryRunAsync("kill", atOnce ? "-QUIT" : "-INT", ProcessId.ToString(CultureInfo.InvariantCulture));
        await _process!.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await StopAsync(atOnce: false);
        }

        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private static string? FindBinaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order().LastOrDefault()
        : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<string> AskAsync(int port, string statement)
    {
        var start = new ProcessStartInfo(Path.Combine(_binaries!, "psql"), ["-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-XAtc", statement]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        return (await process.StandardOutput.ReadToEndAsync()).Trim();
    }

    private async Task RunAsync(params string[] command)
    {
        if (await TryRunAsync(command) is not 0 and var code)
        {
            throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with {code}.");
        }
    }

    private async Task<int> TryRunAsync(params string[] command)
    {
        using var process = Start(command);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private Process Start(string[] command)
    {
        var start = new ProcessStartInfo { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true };
        if (Environment.IsPrivilegedProcess && command[0] is ("initdb" or "pg_basebackup" or "postgres"))
        {
            // setpriv becomes the server, so that its id is the server's.
            (start.FileName, command) = ("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", Path.Combine(_binaries!, command[0]), .. command[1..]]);
        }
        else
        {
            start.FileName = command[0] is "chown" or "chmod" or "kill" ? command[0] : Path.Combine(_binaries!, command[0]);
            command = command[1..];
        }

        foreach (var argument in command)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
