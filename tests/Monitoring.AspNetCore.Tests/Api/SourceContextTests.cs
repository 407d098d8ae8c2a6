using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class SourceContextTests
{
    private const string Mappings = $"{Root}/projects/1/code-mappings";
    private const string Suspect = $"{Root}/projects/1/events/{Some.EventId}/suspect-commit";
    private const string New = """{"items":[{"stackRoot":"src/","sourceRoot":"web/","repository":"https://git.example.com/shop","branch":"main"}]}""";

    [Fact]
    public async Task Mappings_are_set_by_maintainers_and_link_frames()
    {
        await using var host = await TestHost.StartAsync();
        await SendEventAsync(host);

        await host.As(TestHost.Developer).SendAsync("PUT", Mappings, New).ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Contains("items[0].repository", await host.As(TestHost.Owner).SendAsync("PUT", Mappings, """{"items":[{"repository":"javascript:x","branch":"a"}]}""").ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        using var set = await host.As(TestHost.Owner).SendAsync("PUT", Mappings, New);
        await host.As(TestHost.Owner).SendAsync("PUT", Mappings, New, ("If-Match", "\"99\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await host.As(TestHost.Owner).SendAsync("PUT", Mappings, New, ("If-Match", set.Headers.ETag!.Tag)).JsonAsync();
        var read = await host.As(TestHost.Reporter).SendAsync("GET", Mappings).JsonAsync();
        var shown = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/events/{Some.EventId}").JsonAsync();

        Assert.Equal("web/", (string?)read["items"]![0]!["sourceRoot"]);
        var frame = shown["payload"]!["exception"]!["values"]![0]!["stacktrace"]!["frames"]![0]!;
        Assert.Equal("https://git.example.com/shop/-/blob/main/web/bank.cs#L42", (string?)frame["source_link"]);
    }

    [Fact]
    public async Task The_suspect_commit_touches_a_file_of_the_trace()
    {
        await using var host = await TestHost.StartAsync();
        await SendEventAsync(host);
        var client = host.As(TestHost.Developer);

        await client.SendAsync("PUT", $"{Root}/projects/1/releases/shop@1.0.0", "{}").JsonAsync();
        Assert.Contains("no commits", await client.SendAsync("GET", Suspect).ProblemAsync(HttpStatusCode.NotFound), StringComparison.Ordinal);
        await client.SendAsync("PUT", $"{Root}/projects/1/releases/shop@1.0.0/commits", """{"commits":[{"id":"4f06ce6","authorName":"Ada","files":["app/src/bank.cs"]}]}""").JsonAsync();
        var suspect = await client.SendAsync("GET", Suspect).JsonAsync();

        Assert.Equal(("4f06ce6", "Ada", 0), ((string?)suspect["id"], (string?)suspect["authorName"], (int)suspect["depth"]!));
        await host.As(TestHost.Stranger).SendAsync("GET", Suspect).ProblemAsync(HttpStatusCode.NotFound);
    }

    private static async Task SendEventAsync(TestHost host)
    {
        var body = Some.Event(more: ",\"release\":\"shop@1.0.0\"").Replace("\"lineno\"", "\"filename\":\"src/bank.cs\",\"lineno\"", StringComparison.Ordinal);
        using var response = await host.Anonymous().PostAsync(
            $"/api/1/envelope/?{Some.KeyQuery}", new ByteArrayContent(Some.Envelope(body: body)), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
