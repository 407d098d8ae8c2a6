using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.SourceMaps;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary><c>sentry-cli</c> lists and changes what the host has, unmodified.</summary>
public sealed class CliListTests
{
    [Fact]
    public async Task Sentry_cli_lists_and_changes_issues_and_lists_what_stands_around_them()
    {
        using var files = new TemporaryDirectory();
        await using var host = await SampleHost.StartAsync(files.Path, null, "--store", "memory");
        foreach (var product in new[] { "espresso", "tea", "cake" })
        {
            await SendAsync(host, files, product);
        }

        var listed = await SentryCli.RunAsync(host, files.Path, "issues", "list");
        Assert.All(["DEMO-1", "DEMO-2", "DEMO-3", "no more tea", "unresolved"], word => Assert.Contains(word, listed, StringComparison.Ordinal));
        var found = await SentryCli.RunAsync(host, files.Path, "issues", "list", "--query", "tea");
        Assert.Contains("no more tea", found, StringComparison.Ordinal);
        Assert.DoesNotContain("espresso", found, StringComparison.Ordinal);

        var issues = await host.Api.ListIssuesAsync();
        string Id(string title) => (string)issues.Single(issue => ((string)issue["title"]!).Contains(title, StringComparison.Ordinal))["id"]!;
        await SentryCli.RunAsync(host, files.Path, "issues", "resolve", "--id", Id("tea"));
        await SentryCli.RunAsync(host, files.Path, "issues", "mute", "--id", Id("cake"));
        Assert.Equal(("resolved", "ignored"), ((string?)(await host.Api.GetIssueAsync(Id("tea")))["status"], (string?)(await host.Api.GetIssueAsync(Id("cake")))["status"]));
        await SentryCli.RunAsync(host, files.Path, "issues", "unresolve", "--all");
        Assert.All(await host.Api.ListIssuesAsync(), issue => Assert.Equal("unresolved", (string?)issue["status"]));
        await SentryCli.RunAsync(host, files.Path, "issues", "resolve", "--status", "unresolved");
        Assert.All(await host.Api.ListIssuesAsync(), issue => Assert.Equal("resolved", (string?)issue["status"]));

        var projects = await SentryCli.RunAsync(host, files.Path, "projects", "list");
        Assert.Contains("demo", projects, StringComparison.Ordinal);
        Assert.Contains("Demo", projects, StringComparison.Ordinal);
        Assert.Contains("demo", await SentryCli.RunAsync(host, files.Path, "organizations", "list"), StringComparison.Ordinal);
        Assert.Contains("no more cake", await SentryCli.RunAsync(host, files.Path, "events", "list"), StringComparison.Ordinal);
        Assert.Contains("No repos", await SentryCli.RunAsync(host, files.Path, "repos", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sentry_cli_lists_the_monitors_that_it_made()
    {
        using var files = new TemporaryDirectory();
        await using var host = await SampleHost.StartAsync(files.Path, null, "--store", "memory");
        await SentryCli.RunAsync(host, files.Path, [("SENTRY_DSN", host.Dsn.OriginalString)], "monitors", "run", "--schedule", "*/5 * * * *", "nightly-bake", "--", "true");

        var listed = await SentryCli.RunAsync(host, files.Path, "monitors", "list");

        Assert.Contains("nightly-bake", listed, StringComparison.Ordinal);
        Assert.Contains("active", listed, StringComparison.Ordinal);
    }

    private static Task<string> SendAsync(SampleHost host, TemporaryDirectory files, string product) => SentryCli.RunAsync(
        host, files.Path, [("SENTRY_DSN", host.Dsn.OriginalString)], "send-event", "--no-environ", "--message", $"no more {product}", "--fingerprint", product);
}
