using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Monitoring.EndToEnd.Tests.Hosting;

namespace Monitoring.EndToEnd.Tests;

/// <summary>What the sample does on its command line.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData("--urls", "nonsense")]
    [InlineData("--urls", "ftp://127.0.0.1:5080")]
    [InlineData("--urls", "http://127.0.0.1:99999")]
    [InlineData("--urls", "http://127.0.0.1:5080;")]
    [InlineData("--store", "cupboard")]
    [InlineData("--store", "postgres")]
    [InlineData("--connection", "Host=127.0.0.1")]
    [InlineData("--colour", "red")]
    public async Task What_it_does_not_understand_is_one_line_and_exit_code_2(string name, string value)
    {
        using var data = new TemporaryDirectory();
        await using var process = Start(data, name, value);

        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        var line = Assert.Single(process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(name, line, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
    }

    [Theory]
    [InlineData("sample.json", "", ".")]
    [InlineData("sample.json", "null", ".")]
    [InlineData("taken", "", "taken")]
    public async Task A_directory_that_cannot_be_used_is_one_line_and_exit_code_1(string file, string content, string directory)
    {
        using var data = new TemporaryDirectory();
        await File.WriteAllTextAsync(Path.Combine(data.Path, file), content, TestContext.Current.CancellationToken);
        await using var process = Start(data, "--data", directory);

        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        var line = Assert.Single(process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(file, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_one_line_and_exit_code_1()
    {
        using var data = new TemporaryDirectory();
        await using var process = Start(data, "--store", "postgres", "--connection", $"Host=127.0.0.1;Port={FreePort.Take()};Username=nobody;Password=secret");

        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("database cannot be reached", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_prints_the_usage()
    {
        using var data = new TemporaryDirectory();
        await using var process = Start(data, "--help");

        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("usage:", process.Output, StringComparison.Ordinal);
        Assert.Contains("--exit-after-demo", process.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
    }

    [Fact]
    public async Task It_stores_under_the_current_directory_and_its_dashboard_is_there()
    {
        using var data = new TemporaryDirectory();
        await using var process = Start(data, "--urls", $"http://127.0.0.1:{FreePort.Take()}");
        await process.WaitForLineAsync("Ready");
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Value(process, "API token: "));

        using var page = await client.GetAsync(Value(process, "Dashboard: "), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.True(Directory.Exists(Path.Combine(data.Path, "monitoring-data")));
    }

    [Fact]
    public async Task A_restart_changes_nothing_of_what_is_shown()
    {
        using var data = new TemporaryDirectory();
        string[] messages = ["half of a bear \\ud83d", "\\udc3b the other half", "a whole one \\ud83d\\udc3b", "\\u0000 and \\ufffd", "ж"];
        IReadOnlyList<string> before;
        await using (var host = await SampleHost.StartAsync(data.Path))
        {
            foreach (var message in messages)
            {
                var json = $$$"""{"exception":{"values":[{"type":"E{{{message}}}","value":"{{{message}}}"}]},"transaction":"{{{message}}}","tags":{"t":"{{{message}}}"}}""";
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"{{}}\n{{\"type\":\"event\"}}\n{json}\n"));
                using var client = new HttpClient();
                using var answer = await client.PostAsync(new Uri(host.Url, $"/api/1/envelope/?sentry_key={host.PublicKey}"), content, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }

            before = await ShownAsync(host);
            await host.StopAsync();
        }

        await using var again = await SampleHost.StartAsync(data.Path);

        Assert.Equal(messages.Length, before.Count);
        Assert.Equal(before, await ShownAsync(again));
    }

    private static async Task<IReadOnlyList<string>> ShownAsync(SampleHost host)
    {
        var shown = new List<string>();
        foreach (var issue in await host.Api.ListIssuesAsync())
        {
            var tags = await host.Api.GetAsync($"issues/{issue["id"]}/tags");
            shown.Add(issue.ToJsonString() + tags.ToJsonString());
        }

        return shown;
    }

    private static ChildProcess Start(TemporaryDirectory directory, params string[] arguments) => ChildProcess.Start(
        "dotnet",
        [BuiltProgram.Assembly("samples/Monitoring.Sample", "Monitoring.Sample"), .. arguments],
        new Dictionary<string, string?> { ["DOTNET_ENVIRONMENT"] = null, ["ASPNETCORE_ENVIRONMENT"] = null },
        directory.Path);

    private static string Value(ChildProcess process, string start) =>
        process.Lines.Single(line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..];
}
