using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.SourceMaps;

/// <summary>Runs <c>sentry-cli</c> of npm, unmodified, with the sample's API token.</summary>
internal static class SentryCli
{
    public static Task<string> RunAsync(SampleHost host, string directory, params string[] arguments) => RunAsync(host, directory, [], arguments);

    /// <summary>Runs it with more variables in its environment.</summary>
    public static async Task<string> RunAsync(SampleHost host, string directory, IEnumerable<(string Name, string Value)> variables, params string[] arguments)
    {
        var package = Requires.NpmPackage("@sentry/cli");
        var environment = new Dictionary<string, string?>
        {
            ["SENTRY_URL"] = host.Url.AbsoluteUri,
            ["SENTRY_AUTH_TOKEN"] = host.ApiToken,
            ["SENTRY_ORG"] = "demo",
            ["SENTRY_PROJECT"] = "demo",
        };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        await using var cli = await ChildProcess.RunAsync(
            Requires.Node(), [Path.Combine(package, "bin", "sentry-cli"), .. arguments], environment, directory);
        Assert.True(cli.ExitCode == 0, $"sentry-cli {string.Join(' ', arguments)} ended with {cli.ExitCode}: {cli.Output}");
        return string.Join('\n', cli.Lines);
    }
}
