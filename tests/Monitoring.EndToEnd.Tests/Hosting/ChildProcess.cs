using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Hosting;

/// <summary>
/// A process that a test starts and ends by its own id. Its output is kept, bounded, for the message of a failure.
/// </summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int KeptCharacters = 64 * 1024;
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly List<string> _lines = [];
    private readonly SemaphoreSlim _newLine = new(0);
    private readonly Lock _lock = new();

    private ChildProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data, keepLine: true);
        process.ErrorDataReceived += (_, line) => Take(line.Data, keepLine: false);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it wrote last, to both streams.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The lines of its standard output.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? directory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = directory ?? string.Empty,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.Start();
        child._process.StandardInput.Close();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Starts a program, waits for its end and returns the finished process.</summary>
    /// <exception cref="TimeoutException">It did not end in time; it was killed.</exception>
    public static async Task<ChildProcess> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? directory = null)
    {
        var child = Start(program, arguments, environment, directory);
        await child.WaitForExitAsync();
        return child;
    }

    /// <summary>Waits until it wrote a line that equals <paramref name="line"/> to its standard output.</summary>
    public async Task WaitForLineAsync(string line)
    {
        var started = Stopwatch.GetTimestamp();
        while (!Lines.Contains(line))
        {
            if (HasExited && !Lines.Contains(line))
            {
                throw new InvalidOperationException($"The process ended with {ExitCode} before it wrote '{line}'. Its output:\n{Output}");
            }

            if (Stopwatch.GetElapsedTime(started) > Eventually.Patience)
            {
                throw new TimeoutException($"No line '{line}' within {Eventually.Patience}. The output so far:\n{Output}");
            }

            await _newLine.WaitAsync(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <exception cref="TimeoutException">It did not end in time; it was killed.</exception>
    public async Task WaitForExitAsync()
    {
        using var timeout = new CancellationTokenSource(Eventually.Patience);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw new TimeoutException($"'{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)}' did not end within {Eventually.Patience}. Its output:\n{Output}");
        }
    }

    /// <summary>Asks it to end (SIGTERM).</summary>
    public void RequestStop()
    {
        if (!HasExited && SendSignal(Id, Terminate) != 0)
        {
            throw new InvalidOperationException($"SIGTERM could not be sent to {Id}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>Ends it at once (SIGKILL).</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself meanwhile.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            Kill();
            await WaitForExitAsync();
        }

        _process.Dispose();
        _newLine.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);

    private void Take(string? line, bool keepLine)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            _output.Append(line).Append('\n');
            if (_output.Length > 2 * KeptCharacters)
            {
                _output.Remove(0, _output.Length - KeptCharacters);
            }

            if (keepLine && _lines.Count < 10_000)
            {
                _lines.Add(line);
            }
        }

        try
        {
            _newLine.Release();
        }
        catch (ObjectDisposedException)
        {
            // The last line came after the test had finished with the process.
        }
    }
}
