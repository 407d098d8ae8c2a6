using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class KeyTests
{
    [Fact]
    public async Task Create_HasEveryField()
    {
        await using var host = await TestHost.StartAsync();

        using var created = await host.As(TestHost.Owner).SendAsync(
            "POST", $"{Root}/projects/1/keys", """{"label":"Web","service":"web","rateLimit":{"count":60,"window":"PT1M"}}""");
        var key = await created.JsonAsync(HttpStatusCode.Created);

        Assert.Equal(["createdAt", "dsn", "isActive", "label", "projectId", "publicKey", "rateLimit", "service"], key.Names());
        Assert.Equal($"http://{key["publicKey"]}@localhost/1", (string?)key["dsn"]);
        Assert.True((bool)key["isActive"]!);
        Assert.Equal("Web", (string?)key["label"]);
        Assert.Equal("web", (string?)key["service"]);
        Assert.Equal("1", (string?)key["projectId"]);
        Assert.Equal("""{"count":60,"window":"PT1M"}""", key["rateLimit"]!.ToJsonString());
        Assert.Equal($"{Root}/projects/1/keys/{key["publicKey"]}", created.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Change_KeepsWhatIsLeftOut()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        var key = await client.SendAsync(
            "POST", $"{Root}/projects/1/keys", """{"label":"Web","publicKey":"web_1","service":"web","rateLimit":{"count":60,"window":"PT1M"}}""").JsonAsync(HttpStatusCode.Created);

        var revoked = await client.SendAsync("PATCH", $"{Root}/projects/1/keys/web_1", """{"isActive":false}""").JsonAsync();
        var bare = await client.SendAsync("PATCH", $"{Root}/projects/1/keys/web_1", """{"service":null,"rateLimit":null,"label":"W"}""").JsonAsync();

        Assert.Equal("web_1", (string?)key["publicKey"]);
        Assert.False((bool)revoked["isActive"]!);
        Assert.Equal("web", (string?)revoked["service"]);
        Assert.Equal(60, (int)revoked["rateLimit"]!["count"]!);
        Assert.False((bool)bare["isActive"]!);
        Assert.Null(bare["service"]);
        Assert.Null(bare["rateLimit"]);
        Assert.Equal("W", (string?)bare["label"]);
    }

    [Theory]
    [InlineData("""{"service":7}""", "service")]
    [InlineData("""{"rateLimit":{"count":"x"}}""", "rateLimit")]
    [InlineData("""{"rateLimit":{"count":1,"window":"a minute"}}""", "rateLimit")]
    [InlineData("""{"rateLimit":{"count":0,"window":"PT1M"}}""", "")]
    [InlineData("""{"label":""}""", "")]
    public async Task Change_BadValue_NamesThePlace(string body, string place)
    {
        await using var host = await TestHost.StartAsync();

        var detail = await host.As(TestHost.Owner).SendAsync("PATCH", $"{Root}/projects/1/keys/{TestHost.Key}", body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith(place, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_UnknownOrMalformedKey_Is404()
    {
        await using var host = await TestHost.StartAsync();

        await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/projects/1/keys/none").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/projects/1/keys/n-n").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Dsn_PrefixAndPathBaseAndPublicUrl_AreInIt()
    {
        await using var mounted = await TestHost.StartAsync(new()
        {
            Map = TestHost.Mount,
        });
        await using var published = await TestHost.StartAsync(new()
        {
            Monitoring = monitoring => monitoring.AddErrorTracking().UseInMemory().AddAspNetCore(o => o.PublicUrl = new Uri("https://errors.example.com:8443/x/")),
        });

        var inside = await mounted.As(TestHost.Owner).SendAsync("GET", $"/base/a/b{Root}/projects/1/keys").JsonAsync();
        var outside = await published.As(TestHost.Owner).SendAsync("GET", $"{Root}/projects/1/keys").JsonAsync();

        Assert.Equal($"http://{TestHost.Key}@localhost/base/a/b/1", (string?)inside["items"]![0]!["dsn"]);
        Assert.Equal($"https://{TestHost.Key}@errors.example.com:8443/x/1", (string?)outside["items"]![0]!["dsn"]);
    }
}
