using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Monitoring.TestData;

namespace Monitoring.LoadTest.Hosting;

/// <summary>The sample host as a process of its own, on fresh data.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    /// <summary>The same for every host, so that requests made for one suit the other.</summary>
    private const string PublicKey = "4f8a1c0e9b7d46538e2f1a0b9c8d7e6f";

    private const string Token = "load-test-token-0123456789abcdef";

    private readonly Process _process;
    private readonly string _data;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process, Uri url, string data) => (_process, Url, _data) = (process, url, data);

    public Uri Url { get; }

    /// <summary>The DSN of the project that takes the load.</summary>
    public Uri Dsn { get; private set; } = null!;

    /// <summary>Starts the host and waits until it is ready.</summary>
    /// <param name="environment">Variables to set for it.</param>
    public static async Task<HostProcess> StartAsync(IReadOnlyDictionary<string, string> environment)
    {
        var data = Directory.CreateTempSubdirectory("monitoring-load-").FullName;
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [SampleAssembly(), "--urls", url.GetLeftPart(UriPartial.Authority), "--data", data])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = data,
        };
        start.Environment["MONITORING_SAMPLE_KEY"] = PublicKey;
        start.Environment["MONITORING_SAMPLE_TOKEN"] = Token;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var host = new HostProcess(new Process { StartInfo = start }, url, data);
        host._process.OutputDataReceived += (_, line) => host.Read(line.Data);
        host._process.Start();
        host._process.BeginOutputReadLine();
        await host._ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await host.KeepAllAsync();
        return host;
    }

    /// <summary>The processor time that it has used so far, in user and kernel mode.</summary>
    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>Its resident memory, in bytes.</summary>
    public long ResidentBytes()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    /// <summary>The size of its data directory, in bytes.</summary>
    public long DataBytes() => Directory.EnumerateFiles(_data, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    /// <summary>Waits until it has nothing to do, so that what it does in the background disturbs no other measurement.</summary>
    public async Task SettleAsync()
    {
        for (var seconds = 0; seconds < 60; seconds++)
        {
            var before = ProcessorTime();
            await Task.Delay(TimeSpan.FromSeconds(1));
            if (ProcessorTime() - before < TimeSpan.FromMilliseconds(50))
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited && SendSignal(_process.Id, Terminate) == 0)
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                await _process.WaitForExitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Has every payload kept: what is left out would cost nothing and flatter the figures.</summary>
    private async Task KeepAllAsync()
    {
        using var client = new HttpClient { BaseAddress = Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        using var body = new StringContent("""{"enabled":false}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PutAsync(new Uri("/monitoring/api/v1/projects/1/sampling", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);

    private static string SampleAssembly()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Repository.File("samples", "Monitoring.Sample", "bin", output.Parent!.Name, output.Name, "Monitoring.Sample.dll");
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            _ready.TrySetException(new InvalidOperationException("The host ended before it was ready."));
        }
        else if (line.StartsWith("DSN: ", StringComparison.Ordinal))
        {
            Dsn = new Uri(line["DSN: ".Length..]);
        }
        else if (line == "Ready")
        {
            _ready.TrySetResult();
        }
    }
}
