using System.Net;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Core;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>Archives over the product API.</summary>
public sealed class ArchiveTests : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("archives");
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await TestHost.StartAsync(new() { Services = services => services.Configure<MonitoringOptions>(options => (options.Archives.Directory, options.Archives.MinFreeBytes) = (_directory.FullName, 0)) });

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task An_administrator_asks_for_an_archive_sees_how_far_it_is_and_deletes_it()
    {
        using var reported = await _host.Anonymous().ReportAsync(Hosting.Some.Envelope());
        var root = _host.As(TestAuthentication.Administrator);

        using var asked = await root.SendAsync("POST", $"{Root}/archives");
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var location = asked.Headers.Location!.ToString();
        var done = await Eventually.ReadAsync(() => root.SendAsync("GET", location).JsonAsync(), found => (string?)found["state"] == "done");

        Assert.Equal("done", (string?)done["state"]);
        Assert.True(File.Exists(Path.Combine(_directory.FullName, (string)done["file"]!)));
        Assert.Equal(1, (long)done["counts"]!.AsArray().Single(count => (string?)count!["kind"] == "events")!["count"]!);
        Assert.True(JsonNode.DeepEquals(done, Assert.Single((await root.SendAsync("GET", $"{Root}/archives").JsonAsync())["items"]!.AsArray())));

        using var deleted = await root.SendAsync("DELETE", location);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(_directory.GetFiles());
        using var gone = await root.SendAsync("GET", location);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        var audit = (await root.SendAsync("GET", $"{Root}/audit").JsonAsync())["items"]!.AsArray().Select(entry => (string?)entry!["action"]);
        Assert.Contains("archive.requested", audit);
        Assert.Contains("archive.deleted", audit);
    }

    [Fact]
    public async Task Nobody_names_where_it_is_written()
    {
        using var answer = await _host.As(TestAuthentication.Administrator).SendAsync("POST", $"{Root}/archives?directory=/tmp/elsewhere&file=../x", """{"file":"/tmp/elsewhere/x"}""");

        var accepted = answer.IsSuccessStatusCode ? (string?)(await answer.JsonAsync(answer.StatusCode))["file"] : null;
        Assert.True(accepted is null || (accepted.StartsWith("monitoring-", StringComparison.Ordinal) && !accepted.Contains('/', StringComparison.Ordinal)), accepted);
    }

    [Theory]
    [InlineData(TestHost.Owner)]
    [InlineData(TestHost.Stranger)]
    public async Task Others_may_not(string user)
    {
        foreach (var (method, path) in new[] { ("POST", "/archives"), ("GET", "/archives"), ("GET", "/archives/x"), ("DELETE", "/archives/x") })
        {
            using var answer = await _host.As(user).SendAsync(method, Root + path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Empty(_directory.GetFiles());
    }

    [Fact]
    public async Task A_host_that_is_set_to_write_none_says_so()
    {
        await using var host = await TestHost.StartAsync();
        using var refused = await host.As(TestAuthentication.Administrator).SendAsync("POST", $"{Root}/archives");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("MonitoringOptions.Archives.Directory", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
