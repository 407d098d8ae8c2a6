using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class SourceMapTests
{
    private const string Path = $"{Root}/projects/1/source-maps";

    [Fact]
    public async Task Bundles_are_listed_for_reporters_with_what_is_in_them()
    {
        await using var host = await TestHost.StartAsync();
        var checksum = await host.As(TestHost.Developer).UploadAsync("shop@1.4.0");
        await host.As(TestHost.Developer).UploadAsync();

        var first = await host.As(TestHost.Reporter).SendAsync("GET", Path + "?limit=1").JsonAsync();
        var second = await host.As(TestHost.Reporter).SendAsync("GET", $"{Path}?limit=1&cursor={Uri.EscapeDataString((string)first["next"]!)}").JsonAsync();
        await host.As(TestHost.Stranger).SendAsync("GET", Path).ProblemAsync(HttpStatusCode.NotFound);

        var last = Assert.Single(first["items"]!.AsArray())!;
        Assert.Equal((checksum, checksum, null), ((string?)last["id"], (string?)last["checksum"], (string?)last["release"]));
        var released = Assert.Single(second["items"]!.AsArray())!;
        Assert.Equal(["checksum", "distribution", "fileCount", "files", "id", "length", "release", "uploadedAt"], released.Names());
        Assert.Equal(("shop@1.4.0", 1), ((string?)released["release"], (int)released["fileCount"]!));
        Assert.Equal(
            """{"path":"a.map","url":"~/a.map","kind":"sourceMap","debugId":"4341e26e-b5e3-5c39-8c18-09f27e9ff6b2","sourceMap":null}""",
            Assert.Single(released["files"]!.AsArray())!.ToJsonString());
    }

    [Fact]
    public async Task A_bundle_is_deleted_by_developers_and_can_be_uploaded_again()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Developer);
        await client.UploadAsync("shop@1.4.0");
        var id = (string?)(await client.SendAsync("GET", Path).JsonAsync())["items"]![0]!["id"];

        await host.As(TestHost.Reporter).SendAsync("DELETE", $"{Path}/{id}").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Stranger).SendAsync("DELETE", $"{Path}/{id}").ProblemAsync(HttpStatusCode.NotFound);
        using var deleted = await client.SendAsync("DELETE", $"{Path}/{id}");
        var emptied = await client.SendAsync("GET", Path).JsonAsync();
        await client.SendAsync("DELETE", $"{Path}/{id}").ProblemAsync(HttpStatusCode.NotFound);
        await client.UploadAsync("shop@1.4.0");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(emptied["items"]!.AsArray());
        Assert.Equal(id, (string?)(await client.SendAsync("GET", Path).JsonAsync())["items"]![0]!["id"]);
        var audit = (await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/audit?project=1").JsonAsync())["items"]!.AsArray();
        Assert.Contains("source-maps.deleted", audit.Select(entry => (string?)entry!["action"]));
    }
}
