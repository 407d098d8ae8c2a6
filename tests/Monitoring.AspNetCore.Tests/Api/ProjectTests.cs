using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class ProjectTests
{
    [Fact]
    public async Task Get_ByNumberAndByPath_HasEveryField()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);

        var byNumber = await client.SendAsync("GET", $"{Root}/projects/1").JsonAsync();
        var byPath = await client.SendAsync("GET", $"{Root}/projects/demo%2Fshop").JsonAsync();

        Assert.Equal(["createdAt", "features", "id", "name", "path", "slug"], byNumber.Names());
        Assert.Equal("1", (string?)byNumber["id"]);
        Assert.Equal("demo/shop", (string?)byNumber["path"]);
        Assert.Equal("shop", (string?)byNumber["slug"]);
        Assert.Equal("Shop", (string?)byNumber["name"]);
        Assert.Equal("""["errorTracking"]""", byNumber["features"]!.ToJsonString());
        Assert.EndsWith("Z", (string?)byNumber["createdAt"], StringComparison.Ordinal);
        Assert.Equal(byNumber.ToJsonString(), byPath.ToJsonString());
    }

    [Fact]
    public async Task List_MembersSeeTheirOwnOnly()
    {
        await using var host = await TestHost.StartAsync();

        Assert.Single((await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects").JsonAsync())["items"]!.AsArray());
        Assert.Empty((await host.As(TestHost.Stranger).SendAsync("GET", $"{Root}/projects").JsonAsync())["items"]!.AsArray());
    }

    [Fact]
    public async Task Create_Administrator_AnswersWithLocationAndETag()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestAuthentication.Administrator);

        using var created = await client.SendAsync("POST", $"{Root}/projects", """{"path":"demo/bank","name":"Bank"}""");
        var project = await created.JsonAsync(HttpStatusCode.Created);

        Assert.Equal($"{Root}/projects/{project["id"]}", created.Headers.Location?.OriginalString);
        Assert.NotNull(created.Headers.ETag);
        Assert.Equal("demo/bank", (string?)(await client.GetAsync(created.Headers.Location, TestContext.Current.CancellationToken).JsonAsync())["path"]);
        await client.SendAsync("POST", $"{Root}/projects", """{"path":"demo/bank"}""").ProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Create_WithFeatures_AnswersWhatIsOn()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestAuthentication.Administrator);

        var created = await client.SendAsync("POST", $"{Root}/projects", """{"path":"demo/bank","features":["insights","errorTracking"]}""").JsonAsync(HttpStatusCode.Created);

        Assert.Equal("""["errorTracking","insights"]""", created["features"]!.ToJsonString());
        var read = await client.SendAsync("GET", $"{Root}/projects/{created["id"]}").JsonAsync();
        Assert.Equal(created.ToJsonString(), read.ToJsonString());
    }

    [Theory]
    [InlineData("\"6\", {0}", HttpStatusCode.OK)]
    [InlineData("{0}, \"999\"", HttpStatusCode.OK)]
    [InlineData("\"a,b\" ,{0}", HttpStatusCode.OK)]
    [InlineData("W/\"1\", {0}", HttpStatusCode.OK)]
    [InlineData("W/{0}", HttpStatusCode.PreconditionFailed)]
    [InlineData("W/{0}, \"999\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"997\", \"998\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("{0} nonsense", HttpStatusCode.PreconditionFailed)]
    public async Task Change_IfMatchOfSeveralTags_AnyMayMatch(string header, HttpStatusCode status)
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        using var read = await client.SendAsync("GET", $"{Root}/projects/1");

        using var changed = await client.SendAsync(
            "PATCH", $"{Root}/projects/1", """{"name":"New"}""", ("If-Match", header.Replace("{0}", read.Headers.ETag!.Tag, StringComparison.Ordinal)));

        Assert.Equal(status, changed.StatusCode);
        var name = (string?)(await client.SendAsync("GET", $"{Root}/projects/1").JsonAsync())["name"];
        Assert.Equal(status == HttpStatusCode.OK ? "New" : "Shop", name);
    }

    [Fact]
    public async Task Change_IfMatchOfTooManyTags_Is400()
    {
        await using var host = await TestHost.StartAsync();
        var tags = string.Join(", ", Enumerable.Range(100, 21).Select(version => $"\"{version}\""));

        var detail = await host.As(TestHost.Owner).SendAsync("PATCH", $"{Root}/projects/1", """{"name":"New"}""", ("If-Match", tags)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith("If-Match:", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"path":"123"}""", "path")]
    [InlineData("""{"path":"demo/123"}""", "path")]
    [InlineData("""{"path":"demo/x","features":["flying"]}""", "features")]
    [InlineData("""{"name":"No path"}""", "path")]
    [InlineData("""{"path":"UP/../x"}""", "path")]
    [InlineData("""{"path":"demo/x","id":"-3"}""", "id")]
    [InlineData("""{"path":"demo/x","colour":"red"}""", "$.colour")]
    [InlineData("""{"path":7}""", "$.path")]
    [InlineData("""{"path":"a","path":"b"}""", "$.path")]
    [InlineData("""{"path":""", "$")]
    [InlineData("[]", "$")]
    [InlineData("null", "null")]
    [InlineData("", "$")]
    public async Task Create_BadBody_NamesThePlace(string body, string place)
    {
        await using var host = await TestHost.StartAsync();

        var detail = await host.As(TestAuthentication.Administrator).SendAsync("POST", $"{Root}/projects", body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Contains(place, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Monitoring.", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_WithETag_RefusesAStaleOne()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        using var read = await client.SendAsync("GET", $"{Root}/projects/1");
        var tag = read.Headers.ETag!.ToString();

        using var changed = await client.SendAsync("PATCH", $"{Root}/projects/1", """{"name":"New"}""", ("If-Match", tag));
        var now = await changed.JsonAsync();
        var stale = client.SendAsync("PUT", $"{Root}/projects/1/features", """{"features":[]}""", ("If-Match", tag));
        using var refused = await stale;

        Assert.Equal("New", (string?)now["name"]);
        Assert.NotEqual(tag, changed.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        Assert.Equal(changed.Headers.ETag, refused.Headers.ETag);
        await client.SendAsync("PUT", $"{Root}/projects/1/features", """{"features":[]}""", ("If-Match", "W/\"1\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await client.SendAsync("PUT", $"{Root}/projects/1/features", """{"features":["errorTracking","insights"]}""", ("If-Match", "*")).JsonAsync();
    }

    [Fact]
    public async Task SetFeatures_UnknownWord_NamesThoseThatAreKnown()
    {
        await using var host = await TestHost.StartAsync();

        var detail = await host.As(TestHost.Owner).SendAsync("PUT", $"{Root}/projects/1/features", """{"features":["teleport"]}""").ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Contains("'teleport'", detail, StringComparison.Ordinal);
        Assert.Contains("errorTracking", detail, StringComparison.Ordinal);
    }
}
