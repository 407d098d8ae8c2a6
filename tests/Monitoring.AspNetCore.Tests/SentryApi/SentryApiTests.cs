using System.Net;
using Monitoring.Access;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Commands;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Tests.SentryApi;

/// <summary>The calls of sentry-cli: who may, in which form refusals come, and what is refused.</summary>
public sealed class SentryApiTests
{
    private const string Releases = "/api/0/organizations/demo/releases/";
    private const string Create = """{"version":"shop@1.0.0","projects":["shop"],"dateStarted":"2026-11-23T02:02:25.298934896Z"}""";

    [Fact]
    public async Task Developers_create_reporters_read_and_outsiders_know_of_nothing()
    {
        await using var host = await TestHost.StartAsync();

        await DetailAsync(host.As(TestHost.Reporter).SendAsync("POST", Releases, Create), HttpStatusCode.Forbidden);
        await DetailAsync(host.As(TestHost.Stranger).SendAsync("POST", Releases, Create), HttpStatusCode.NotFound);
        await host.As(TestHost.Developer).SendAsync("POST", Releases, Create).JsonAsync(HttpStatusCode.Created);
        var read = await host.As(TestHost.Reporter).SendAsync("GET", Releases + "shop@1.0.0/").JsonAsync();
        await DetailAsync(host.As(TestHost.Stranger).SendAsync("GET", Releases + "shop@1.0.0/"), HttpStatusCode.NotFound);

        Assert.Equal(("shop@1.0.0", "1.0.0", "shop"), ((string?)read["version"], (string?)read["shortVersion"], (string?)read["projects"]![0]!["slug"]));
        using var anonymous = await host.Anonymous().SendAsync("GET", Releases);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    [Theory]
    [InlineData(Uploads.Assemble, """{"checksum":"4f06ce6fdd8b9fecd52f769ce30c352e3694ee0d","chunks":[null],"projects":["shop"]}""", "chunks: each must be a SHA-1 checksum of 40 hexadecimal digits.")]
    [InlineData(Releases, """{"version":1}""", "The body cannot be read at '$.version' (line 1, byte 13): its value is of another type, or beyond what the type holds.")]
    public async Task A_wrong_body_is_refused_with_its_place(string path, string body, string expected)
    {
        await using var host = await TestHost.StartAsync();

        Assert.Equal(expected, await DetailAsync(host.As(TestHost.Developer).SendAsync("POST", path, body), HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task An_organization_lists_the_newest_releases_of_all_its_projects_each_once()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Developer);
        Assert.Equal(CommandOutcome.Done, (await host.Services.GetRequiredService<IProjectDirectory>().CreateAsync(Actor.System, "demo/till", "Till", new ProjectId(2), cancellationToken: TestContext.Current.CancellationToken)).Outcome);
        await host.Services.GetRequiredService<IProjectDirectory>().SetFeaturesAsync(Actor.System, new ProjectId(2), [Feature.ErrorTracking], null, TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<IMemberDirectory>().SetAsync(
            Actor.System, new Member { ProjectId = new ProjectId(2), ActorId = TestHost.Developer, Role = Role.Developer }, cancellationToken: TestContext.Current.CancellationToken);
        for (var number = 0; number < 100; number++)
        {
            await client.SendAsync("POST", Releases, $$"""{"version":"shop@1.0.{{number}}","projects":["shop"]}""").JsonAsync(HttpStatusCode.Created);
        }

        await client.SendAsync("POST", Releases, """{"version":"both@1","projects":["shop","till"]}""").JsonAsync(HttpStatusCode.Created);
        await client.SendAsync("POST", Releases, """{"version":"till@1","projects":["till"]}""").JsonAsync(HttpStatusCode.Created);
        var listed = (await client.SendAsync("GET", Releases).JsonAsync()).AsArray();

        Assert.Equal(100, listed.Count);
        Assert.Equal(["till@1", "both@1", "shop@1.0.99"], listed.Take(3).Select(release => (string?)release!["version"]));
        Assert.Equal(["shop", "till"], listed[1]!["projects"]!.AsArray().Select(project => (string?)project!["slug"]).Order());
    }

    [Fact]
    public async Task A_release_is_finished_gets_commits_is_archived_and_deleted()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Developer);
        await client.SendAsync("POST", Releases, Create).JsonAsync(HttpStatusCode.Created);

        var done = await client.SendAsync("PUT", Releases + "shop@1.0.0/", """{"projects":["shop"],"dateReleased":"2026-11-23T02:02:25.330232711Z"}""").JsonAsync();
        var commits = """{"commits":[{"patch_set":[{"path":"src/a.js","type":"M"}],"repository":"origin","author_name":"Ada","author_email":"ada@shop.example","timestamp":"2026-11-23T02:02:25Z","message":"one","id":"4f06ce6"}]}""";
        var with = await client.SendAsync("PUT", Releases + "shop@1.0.0/", commits).JsonAsync();
        var listed = await client.SendAsync("GET", "/api/0/projects/demo/shop/releases/shop@1.0.0/commits/").JsonAsync();
        var deploy = await client.SendAsync("POST", Releases + "shop@1.0.0/deploys/", """{"environment":"production"}""").JsonAsync(HttpStatusCode.Created);
        await DetailAsync(client.SendAsync("POST", Releases + "shop@1.0.0/deploys/", """{"name":"x"}"""), HttpStatusCode.BadRequest);

        Assert.NotNull(done["dateReleased"]);
        Assert.Equal((1, "4f06ce6"), ((int)with["commitCount"]!, (string?)with["lastCommit"]!["id"]));
        Assert.Equal("src/a.js", (string?)listed[0]!["patch_set"]![0]!["path"]);
        Assert.Equal("production", (string?)deploy["environment"]);
        await client.SendAsync("POST", Releases, """{"version":"shop@1.0.0","projects":[],"status":"archived"}""").JsonAsync(HttpStatusCode.Created);
        Assert.Empty((await client.SendAsync("GET", "/api/0/projects/demo/shop/releases/").JsonAsync()).AsArray());
        using var deleted = await client.SendAsync("DELETE", Releases + "shop@1.0.0/");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await DetailAsync(client.SendAsync("DELETE", Releases + "shop@1.0.0/"), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"projects":["shop"]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"version":"a/b","projects":["shop"]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"version":"1.0.0","projects":["shop","other"]}""", HttpStatusCode.NotFound)]
    [InlineData("""{"version":"1.0.0","projects":["shop"],"url":"javascript:alert(1)"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"version":""", HttpStatusCode.BadRequest)]
    public async Task A_release_that_cannot_be_is_refused_with_a_detail(string body, HttpStatusCode status)
    {
        await using var host = await TestHost.StartAsync();

        Assert.NotEmpty(await DetailAsync(host.As(TestHost.Developer).SendAsync("POST", Releases, body), status));
    }

    [Fact]
    public async Task Pages_are_linked()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Developer);
        for (var i = 0; i < 101; i++)
        {
            await client.SendAsync("POST", Releases, $$"""{"version":"1.0.{{i}}","projects":["shop"]}""").JsonAsync(HttpStatusCode.Created);
        }

        using var first = await client.SendAsync("GET", "/api/0/projects/demo/shop/releases/?cursor=");
        var link = first.Headers.GetValues("Link").Single();
        var next = link.Split('<')[2].Split('>')[0];
        using var second = await client.SendAsync("GET", next);

        Assert.Contains("rel=\"next\"; results=\"true\"", link, StringComparison.Ordinal);
        Assert.Equal(100, (await first.JsonAsync()).AsArray().Count);
        Assert.Single((await second.JsonAsync()).AsArray());
        Assert.Contains("rel=\"next\"; results=\"false\"", second.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_is_uploaded_in_packed_chunks_and_stored()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Developer);
        var bundle = Uploads.Bundle();
        var name = Uploads.Name(bundle);
        var wanted = $$"""{"checksum":"{{name}}","chunks":["{{name}}"],"projects":["shop"]}""";

        var options = await client.SendAsync("GET", Uploads.Chunks).JsonAsync();
        var missing = await client.SendAsync("POST", Uploads.Assemble, wanted).JsonAsync();
        using var uploaded = await client.PostAsync(Uploads.Chunks, Uploads.Form(name, bundle), TestContext.Current.CancellationToken);
        var stored = await client.SendAsync("POST", Uploads.Assemble, wanted).JsonAsync();

        Assert.Equal(("sha1", "http://localhost" + Uploads.Chunks), ((string?)options["hashAlgorithm"], (string?)options["url"]));
        Assert.Contains("artifact_bundles_v2", options["accept"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(("not_found", name), ((string?)missing["state"], (string?)missing["missingChunks"]![0]));
        Assert.Equal(HttpStatusCode.OK, uploaded.StatusCode);
        Assert.Equal("ok", (string?)stored["state"]);
    }

    [Fact]
    public async Task Uploads_that_are_broken_or_not_allowed_are_refused()
    {
        await using var host = await TestHost.StartAsync();
        var bundle = Uploads.Bundle();
        var name = Uploads.Name(bundle);

        await DetailAsync(host.As(TestHost.Reporter).PostAsync(Uploads.Chunks, Uploads.Form(name, bundle), TestContext.Current.CancellationToken), HttpStatusCode.Forbidden);
        await DetailAsync(host.As(TestHost.Stranger).SendAsync("GET", Uploads.Chunks), HttpStatusCode.NotFound);
        var client = host.As(TestHost.Developer);
        await DetailAsync(client.PostAsync(Uploads.Chunks, Uploads.Form(name, [1, 2, 3]), TestContext.Current.CancellationToken), HttpStatusCode.BadRequest);
        await DetailAsync(client.PostAsync(Uploads.Chunks, Uploads.Form(name, new byte[9 * 1024 * 1024]), TestContext.Current.CancellationToken), HttpStatusCode.RequestEntityTooLarge);
        await DetailAsync(client.PostAsync(Uploads.Chunks, Uploads.Form(name, bundle, pack: false, "file_gzip"), TestContext.Current.CancellationToken), HttpStatusCode.BadRequest);
        await DetailAsync(client.PostAsync(Uploads.Chunks, new StringContent("x"), TestContext.Current.CancellationToken), HttpStatusCode.BadRequest);
        await DetailAsync(client.SendAsync("POST", Uploads.Assemble, """{"checksum":"x","chunks":[],"projects":["shop"]}"""), HttpStatusCode.BadRequest);
        var difs = await client.SendAsync("POST", "/api/0/projects/demo/shop/files/difs/assemble/", $$$"""{"{{{name}}}":{"name":"a.so","chunks":["{{{name}}}"]}}""").JsonAsync();
        Assert.Equal("error", (string?)difs[name]!["state"]);
    }

    [Fact]
    public async Task The_group_of_a_nested_project_is_the_organization()
    {
        await using var host = await TestHost.StartAsync();
        var projects = host.Services.GetRequiredService<IProjectDirectory>();
        var created = await projects.CreateAsync(Actor.System, "team/web/shop", "Shop", new ProjectId(77), cancellationToken: TestContext.Current.CancellationToken);
        await projects.SetFeaturesAsync(Actor.System, created.Value!.Id, [Feature.ErrorTracking], null, TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<IMemberDirectory>().SetAsync(
            Actor.System, new Member { ProjectId = created.Value.Id, ActorId = TestHost.Developer, Role = Role.Developer }, null, TestContext.Current.CancellationToken);

        await host.As(TestHost.Developer).SendAsync("POST", "/api/0/projects/team%2Fweb/shop/releases/", """{"version":"1.0.0"}""").JsonAsync(HttpStatusCode.Created);
    }

    private static async Task<string> DetailAsync(Task<HttpResponseMessage> sending, HttpStatusCode status)
    {
        var answer = await sending.JsonAsync(status);
        Assert.Equal(["detail"], answer.Names());
        return (string)answer["detail"]!;
    }
}
