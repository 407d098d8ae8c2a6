using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class AttachmentTests
{
    private const string Settings = $"{Root}/projects/1/attachment-settings";
    private const string List = $"{Root}/projects/1/events/{Some.EventId}/attachments";

    [Fact]
    public async Task Settings_AreOffByDefault_AndReplacedByMaintainers()
    {
        await using var host = await TestHost.StartAsync();

        var before = await host.As(TestHost.Reporter).SendAsync("GET", Settings).JsonAsync();
        await host.As(TestHost.Developer).SendAsync("PUT", Settings, """{"enabled":true}""").ProblemAsync(HttpStatusCode.Forbidden);
        using var put = await host.As(TestHost.Owner).SendAsync("PUT", Settings, """{"enabled":true,"retention":"P7D"}""");
        var after = await put.JsonAsync();

        Assert.Equal(["count", "enabled", "maxBytes", "maxBytesPerEvent", "maxPerEvent", "quotaBytes", "retention", "usedBytes"], before.Names());
        Assert.False((bool)before["enabled"]!);
        Assert.Equal((true, "P7D", 10485760L), ((bool)after["enabled"]!, (string?)after["retention"], (long)after["maxBytes"]!));
        await host.As(TestHost.Owner).SendAsync("PUT", Settings, """{"enabled":false}""", ("If-Match", "\"99\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await host.As(TestHost.Owner).SendAsync("PUT", Settings, """{"enabled":false}""", ("If-Match", put.Headers.ETag!.Tag)).JsonAsync();
        var audit = await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/audit?project=1").JsonAsync();
        Assert.Contains(audit["items"]!.AsArray(), entry => (string?)entry!["action"] == "attachments.changed");
    }

    [Theory]
    [InlineData("""{"enabled":true,"maxBytes":0}""", "maxBytes:")]
    [InlineData("""{"enabled":true,"maxBytes":999999999}""", "maxBytes:")]
    [InlineData("""{"enabled":true,"maxBytesPerEvent":1}""", "maxBytesPerEvent:")]
    [InlineData("""{"enabled":true,"maxPerEvent":101}""", "maxPerEvent:")]
    [InlineData("""{"enabled":true,"retention":"PT1H"}""", "retention:")]
    [InlineData("""{"enabled":true,"quotaBytes":1}""", "quotaBytes:")]
    [InlineData("{}", "The body cannot be read")]
    public async Task Settings_OutOfRange_NameThePlace(string body, string place)
    {
        await using var host = await TestHost.StartAsync();

        Assert.StartsWith(place, await host.As(TestHost.Owner).SendAsync("PUT", Settings, body).ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_IsOfferedForSaving_AsItWasReceived()
    {
        await using var host = await StartAsync();
        await ReportAsync(host, "page ☕.html", "text/html", "<script>alert(1)</script>");

        var attachment = Assert.Single(await ListAsync(host))!;
        Assert.Equal(["contentType", "eventId", "expiresAt", "id", "length", "minidump", "name", "receivedAt", "sha256", "type"], attachment.Names());
        using var response = await host.As(TestHost.Developer).SendAsync("GET", $"{List}/{attachment["id"]}");
        using var head = await host.As(TestHost.Developer).SendAsync("HEAD", $"{List}/{attachment["id"]}");

        Assert.Equal("<script>alert(1)</script>", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        var disposition = response.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", "page ☕.html"), (disposition.DispositionType, disposition.FileNameStar));
        Assert.Equal(("text/html", 25L), (response.Content.Headers.ContentType!.MediaType, head.Content.Headers.ContentLength!.Value));
    }

    [Fact]
    public async Task Reporters_SeeWhichThereAre_AndNotWhatIsInThem()
    {
        await using var host = await StartAsync();
        await ReportAsync(host, "a.txt", "text/plain", "abc");
        var id = (string?)Assert.Single(await ListAsync(host))!["id"];

        await host.As(TestHost.Reporter).SendAsync("GET", $"{List}/{id}").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Developer).SendAsync("DELETE", $"{List}/{id}").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Stranger).SendAsync("GET", List).ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Stranger).SendAsync("GET", $"{List}/{id}").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Developer).SendAsync("GET", $"{List}/019aad70-1000-7000-8000-000000000001").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Developer).SendAsync("GET", $"{List}/x").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Developer).SendAsync("GET", $"{Root}/projects/1/events/{Some.Id(7)}/attachments/{id}").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Delete_IsGoneAndAudited()
    {
        await using var host = await StartAsync();
        await ReportAsync(host, "a.txt", "text/plain", "abc");
        var id = (string?)Assert.Single(await ListAsync(host))!["id"];

        using var deleted = await host.As(TestHost.Owner).SendAsync("DELETE", $"{List}/{id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(await ListAsync(host));
        await host.As(TestHost.Owner).SendAsync("DELETE", $"{List}/{id}").ProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(0, (long)(await host.As(TestHost.Owner).SendAsync("GET", Settings).JsonAsync())["usedBytes"]!);
        var audit = await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/audit?project=1").JsonAsync();
        Assert.Contains(audit["items"]!.AsArray(), entry => (string?)entry!["action"] == "attachment.deleted");
    }

    [Fact]
    public async Task List_IsPaged()
    {
        await using var host = await StartAsync();
        foreach (var name in new[] { "a.txt", "b.txt", "c.txt" })
        {
            await ReportAsync(host, name, "text/plain", "abc");
        }

        var first = await host.As(TestHost.Reporter).SendAsync("GET", $"{List}?limit=2").JsonAsync();
        var second = await host.As(TestHost.Reporter).SendAsync("GET", $"{List}?limit=2&cursor={first["next"]}").JsonAsync();

        Assert.Equal(["a.txt", "b.txt", "c.txt"], first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(item => (string?)item!["name"]));
        await host.As(TestHost.Reporter).SendAsync("GET", $"{List}?cursor=zzz").ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    public async Task Upload_ForAnEvent_Is201(string end)
    {
        await using var host = await StartAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "file", "late.bin" } };

        using var response = await host.Anonymous().PostAsync(
            $"/api/1/events/{Some.EventId}/attachments{end}?{Some.KeyQuery}", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("late.bin", (string?)Assert.Single(await ListAsync(host))!["name"]);
    }

    [Fact]
    public async Task Minidump_IsAnsweredWithItsIdInDashes()
    {
        await using var host = await StartAsync();
        var dump = new byte[32];
        "MDMP"u8.CopyTo(dump);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(dump), "upload_file_minidump", "crash.dmp" }, { new StringContent("{}"), "sentry" } };

        using var response = await host.Anonymous().PostAsync($"/api/1/minidump/?{Some.KeyQuery}", form, TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/plain"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.True(Guid.TryParseExact(text, "D", out var id), text);
        var answer = await host.As(TestHost.Developer).SendAsync("GET", $"{Root}/projects/1/events/{id:N}/attachments").JsonAsync();
        Assert.Equal(0L, (long)Assert.Single(answer["items"]!.AsArray())!["minidump"]!["streams"]!);
        Assert.Equal("Minidump: The dump names no exception.", (string?)Assert.Single(await host.IssuesAsync())!["title"]);
    }

    private static async Task<TestHost> StartAsync()
    {
        var host = await TestHost.StartAsync();
        await host.As(TestHost.Owner).SendAsync("PUT", Settings, """{"enabled":true}""").JsonAsync();
        return host;
    }

    private static async Task<JsonArray> ListAsync(TestHost host) => (await host.As(TestHost.Reporter).SendAsync("GET", List).JsonAsync())["items"]!.AsArray();

    private static async Task ReportAsync(TestHost host, string name, string type, string content)
    {
        var item = $$"""{"type":"attachment","length":{{Encoding.UTF8.GetByteCount(content)}},"filename":"{{name}}","content_type":"{{type}}"}""" + "\n" + content + "\n";
        await host.Anonymous().ReportAsync([.. Some.Envelope(), .. Encoding.UTF8.GetBytes(item)]).JsonAsync();
    }
}
