using System.Globalization;
using System.Text.RegularExpressions;
using Monitoring.EndToEnd.Tests.Api;

namespace Monitoring.EndToEnd.Tests.Hosting;

/// <summary>The sample host as a process of its own, known only by what it prints and by its HTTP surface.</summary>
internal sealed partial class SampleHost : IAsyncDisposable
{
    private SampleHost(ChildProcess process, Uri url)
    {
        Process = process;
        Url = url;
        Dsn = new Uri(Value("DSN"));
        ApiToken = Value("API token");
        Api = new ProductApi(url, ApiToken);
    }

    public ChildProcess Process { get; }

    public Uri Url { get; }

    /// <summary>The DSN of project 1.</summary>
    public Uri Dsn { get; }

    public string PublicKey => Dsn.UserInfo;

    public string ApiToken { get; }

    public ProductApi Api { get; }

    /// <summary>Starts the host on its default store and waits until it is ready.</summary>
    /// <param name="data">Its data directory.</param>
    /// <param name="environment">Variables to set for it.</param>
    /// <param name="arguments">More arguments, such as <c>--store memory</c>.</param>
    public static async Task<SampleHost> StartAsync(string data, IReadOnlyDictionary<string, string?>? environment = null, params string[] arguments)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var process = Launch(data, url, environment, arguments);
        try
        {
            await process.WaitForLineAsync("Ready");
            return new SampleHost(process, url);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the process and waits for nothing.</summary>
    public static ChildProcess Launch(string data, Uri url, IReadOnlyDictionary<string, string?>? environment = null, params string[] arguments)
    {
        var assembly = BuiltProgram.Assembly("samples/Monitoring.Sample", "Monitoring.Sample");
        var variables = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>())
        {
            ["DOTNET_ENVIRONMENT"] = null,
            ["ASPNETCORE_ENVIRONMENT"] = null,
        };
        return ChildProcess.Start("dotnet", [assembly, "--urls", url.GetLeftPart(UriPartial.Authority), "--data", data, .. arguments], variables, data);
    }

    /// <summary>The DSN with another address, such as that of a <see cref="Wire.WireTap"/>.</summary>
    public Uri DsnAt(Uri address) => new UriBuilder(Dsn) { Host = address.Host, Port = address.Port }.Uri;

    /// <summary>Ends it with SIGTERM and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        Process.RequestStop();
        await Process.WaitForExitAsync();
        return Process.ExitCode;
    }

    /// <summary>Ends it with SIGKILL and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
    }

    /// <summary>The resident memory of the process, in bytes.</summary>
    public long ResidentBytes()
    {
        var status = File.ReadAllText($"/proc/{Process.Id.ToString(CultureInfo.InvariantCulture)}/status");
        return long.Parse(ResidentLine().Match(status).Groups[1].Value, CultureInfo.InvariantCulture) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Process.DisposeAsync();
    }

    [GeneratedRegex(@"^VmRSS:\s+(\d+) kB", RegexOptions.Multiline)]
    private static partial Regex ResidentLine();

    private string Value(string name)
    {
        var start = $"{name}: ";
        var line = Process.Lines.SingleOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The host did not print '{name}'. Its output:\n{Process.Output}");
        return line[start.Length..];
    }
}
