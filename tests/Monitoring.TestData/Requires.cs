using System.Diagnostics;
using Xunit;

namespace Monitoring.TestData;

/// <summary>
/// Parts that a test needs and that come neither with git nor with the .NET SDK. When one is absent the test is skipped with the reason and the
/// line that installs it; with <c>MONITORING_REQUIRE_ALL=1</c> it fails instead.
/// </summary>
public static class Requires
{
    private const string NodeInstall = "apt-get install nodejs npm, or https://nodejs.org for 20.19 or newer";
    private const string ClientsInstall = "npm ci --ignore-scripts --prefix tests/Monitoring.EndToEnd.Tests/clients";

    /// <summary>Whether an absent part fails the test instead of skipping it.</summary>
    public static bool All { get; } = Environment.GetEnvironmentVariable("MONITORING_REQUIRE_ALL") == "1";

    /// <summary>Full path of a Node.js executable that the SDK of today runs on.</summary>
    public static string Node()
    {
        var node = Program(NodeInstall, "node");
        if (!Succeeds(node, "-e", "const [major, minor] = process.versions.node.split('.'); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)"))
        {
            Absent($"'{node}' is older than 20.19, which @sentry/node needs", NodeInstall);
        }

        return node;
    }

    /// <summary>Full path of the directory of an npm package that the SDK tests use.</summary>
    /// <param name="name">Such as <c>@sentry/node</c>.</param>
    public static string NpmPackage(string name)
    {
        var directory = Repository.File("tests", "Monitoring.EndToEnd.Tests", "clients", "node_modules", name);
        if (!Directory.Exists(directory))
        {
            Absent($"the npm package {name} is not installed", ClientsInstall);
        }

        return directory;
    }

    /// <summary>Full path of a Chromium executable.</summary>
    public static string Chromium() => Program("apt-get install chromium", "chromium", "chromium-browser", "google-chrome");

    /// <summary>Full path of the pooler PgBouncer.</summary>
    public static string PgBouncer() => Program("apt-get install pgbouncer", "pgbouncer");

    /// <summary>Full path of the library that, loaded before all others, gives a process another clock (<c>FAKETIME</c>).</summary>
    public static string FakeTime()
    {
        var found = Directory.Exists("/usr/lib") ? Directory.GetFiles("/usr/lib", "libfaketime.so.1", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = true }) : [];
        if (found.Length == 0)
        {
            Absent("libfaketime is not installed", "apt-get install libfaketime");
        }

        return found[0];
    }

    /// <summary>Full path of a Python interpreter that can import a module.</summary>
    /// <param name="module">Such as <c>sentry_sdk</c>.</param>
    /// <param name="install">The line that installs it.</param>
    public static string Python(string module, string install)
    {
        // A version manager's shim may come first on the path while the module belongs to the system's interpreter.
        foreach (var python in Candidates("python3").Distinct())
        {
            if (Succeeds(python, "-c", $"import {module}"))
            {
                return python;
            }
        }

        Absent($"no python3 that can import {module}", install);
        return string.Empty;
    }

    internal static void Absent(string reason, string install)
    {
        if (All)
        {
            Assert.Fail(Message(reason, install));
        }

        Assert.Skip(Message(reason, install));
    }

    internal static string Message(string reason, string install) => $"{reason}; to install it: {install}";

    private static string Program(string install, params string[] names)
    {
        var found = names.SelectMany(Candidates).FirstOrDefault();
        if (found is null)
        {
            Absent($"no {string.Join(" or ", names)} on the path", install);
        }

        return found!;
    }

    private static IEnumerable<string> Candidates(string name)
    {
        string[] extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [string.Empty];
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(directory => extensions.Select(extension => Path.Combine(directory, name + extension)))
            .Where(File.Exists);
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
        if (process is null || !process.WaitForExit(TimeSpan.FromSeconds(20)))
        {
            process?.Kill(entireProcessTree: true);
            return false;
        }

        return process.ExitCode == 0;
    }
}
