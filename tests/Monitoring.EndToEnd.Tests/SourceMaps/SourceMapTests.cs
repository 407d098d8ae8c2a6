using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;

namespace Monitoring.EndToEnd.Tests.SourceMaps;

/// <summary>Real minified code, uploaded by the real sentry-cli, thrown in by the real SDKs: people see what they wrote.</summary>
public sealed class SourceMapTests
{
    [Fact]
    public async Task An_error_in_Node_is_shown_at_the_original_place_by_debug_ids()
    {
        using var data = new TemporaryDirectory();
        await using var host = await SampleHost.StartAsync(data.Path);
        using var shop = new BundledShop();
        await UploadAsync(host, shop);

        await AssertOriginalAsync(host, await shop.ThrowInNodeAsync(host));
    }

    [Fact]
    public async Task An_error_in_Chromium_is_shown_at_the_original_place_by_debug_ids()
    {
        using var data = new TemporaryDirectory();
        await using var host = await SampleHost.StartAsync(data.Path);
        using var shop = new BundledShop();
        await UploadAsync(host, shop);

        await AssertOriginalAsync(host, await shop.ThrowInBrowserAsync(host));
    }

    [Fact]
    public async Task A_map_uploaded_for_a_release_is_found_by_the_address_of_the_file()
    {
        using var data = new TemporaryDirectory();
        await using var host = await SampleHost.StartAsync(data.Path);
        using var shop = new BundledShop();
        await SentryCli.RunAsync(host, shop.Location, "sourcemaps", "upload", "--release", "shop@1.0.0", "--url-prefix", "~" + shop.Location, ".");

        await AssertOriginalAsync(host, await shop.ThrowInNodeAsync(host, "shop@1.0.0"));
    }

    [Fact]
    public async Task An_upload_after_the_error_improves_what_is_shown_and_leaves_the_issue()
    {
        using var data = new TemporaryDirectory();
        await using var host = await SampleHost.StartAsync(data.Path);
        using var shop = new BundledShop();
        await SentryCli.RunAsync(host, shop.Location, "sourcemaps", "inject", ".");
        var id = await shop.ThrowInNodeAsync(host);
        var before = await host.Api.GetEventAsync(id);
        Assert.DoesNotContain("askBank", before.ToJsonString(), StringComparison.Ordinal);

        await SentryCli.RunAsync(host, shop.Location, "sourcemaps", "upload", ".");

        var after = await host.Api.GetEventAsync(id);
        AssertFrames(after);
        Assert.Equal((before["issueId"]!.ToString(), before["hashes"]!.ToJsonString()), (after["issueId"]!.ToString(), after["hashes"]!.ToJsonString()));
    }

    [Fact]
    public async Task Releases_deploys_and_commits_come_from_sentry_cli()
    {
        using var data = new TemporaryDirectory();
        await using var host = await SampleHost.StartAsync(data.Path);
        using var shop = new BundledShop();
        string[] release = ["releases", "new", "shop@2.0.0"];

        await SentryCli.RunAsync(host, shop.Location, release);
        await SentryCli.RunAsync(host, shop.Location, "releases", "finalize", "shop@2.0.0");
        await SentryCli.RunAsync(host, Monitoring.TestData.Repository.Root, "releases", "set-commits", "shop@2.0.0", "--local", "--initial-depth", "3");
        await SentryCli.RunAsync(host, shop.Location, "deploys", "new", "--release", "shop@2.0.0", "-e", "production", "-t", "60");

        Assert.Contains("production", await SentryCli.RunAsync(host, shop.Location, "deploys", "list", "--release", "shop@2.0.0"), StringComparison.Ordinal);
        Assert.Contains("shop@2.0.0", await SentryCli.RunAsync(host, shop.Location, "releases", "list"), StringComparison.Ordinal);
        Assert.Contains("shop@2.0.0", await SentryCli.RunAsync(host, shop.Location, "releases", "info", "shop@2.0.0"), StringComparison.Ordinal);
        await SentryCli.RunAsync(host, shop.Location, "info");
        await SentryCli.RunAsync(host, shop.Location, "releases", "delete", "shop@2.0.0");
        Assert.DoesNotContain("shop@2.0.0", await SentryCli.RunAsync(host, shop.Location, "releases", "list"), StringComparison.Ordinal);
    }

    private static async Task UploadAsync(SampleHost host, BundledShop shop)
    {
        await SentryCli.RunAsync(host, shop.Location, "sourcemaps", "inject", ".");
        await SentryCli.RunAsync(host, shop.Location, "sourcemaps", "upload", ".");
    }

    private static async Task AssertOriginalAsync(SampleHost host, string id)
    {
        var stored = await host.Api.GetEventAsync(id);
        AssertFrames(stored);
        var issue = await host.Api.GetIssueAsync((string)stored["issueId"]!);
        Assert.Equal("PaymentDeclined: bank did not answer in 200 ms", (string?)issue["title"]);
        Assert.Contains("askBank", (string?)issue["culprit"], StringComparison.Ordinal);
    }

    private static void AssertFrames(JsonObject stored)
    {
        var frames = stored["payload"]!["exception"]!["values"]![0]!["stacktrace"]!["frames"]!.AsArray().TakeLast(3).Select(frame => frame!).ToList();
        Assert.Equal(["checkout", "chargeCard", "askBank"], frames.Select(frame => (string?)frame["function"]));
        Assert.Equal(["src/checkout.js", "src/checkout.js", "src/bank.js"], frames.Select(frame => (string?)frame["filename"]));
        Assert.Equal([9, 4, 8], frames.Select(frame => (int)frame["lineno"]!));
        Assert.Contains("throw new PaymentDeclined", (string?)frames[2]["context_line"], StringComparison.Ordinal);
    }
}
