using System.Net;
using System.Text;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class ProblemTests
{
    [Fact]
    public async Task What_can_be_read_answers_HEAD_without_a_body()
    {
        await using var host = await TestHost.StartAsync(new() { RealServer = true });

        using var read = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1");
        using var head = await host.As(TestHost.Reporter).SendAsync("HEAD", $"{Root}/projects/1");
        using var command = await host.As(TestHost.Reporter).SendAsync("HEAD", $"{Root}/projects/1/features");

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(read.Headers.ETag, head.Headers.ETag);
        Assert.Equal(read.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, command.StatusCode);
    }

    [Fact]
    public async Task A_path_that_is_none_is_404()
    {
        await using var host = await TestHost.StartAsync();

        var detail = await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/nothing/here").ProblemAsync(HttpStatusCode.NotFound);

        Assert.Contains("'/monitoring/openapi/v1.json'", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_none_under_a_prefix_names_the_document_under_it()
    {
        await using var host = await TestHost.StartAsync(new() { Map = TestHost.Mount });

        var detail = await host.As(TestHost.Owner).SendAsync("GET", $"/base/a/b{Root}/nothing/here").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Owner).SendAsync("GET", "/base/a/b/monitoring/openapi/v1.json").JsonAsync();

        Assert.Contains("'/base/a/b/monitoring/openapi/v1.json'", detail, StringComparison.Ordinal);
    }

    /// <summary>Servers refuse such a path themselves, before anything of the application runs.</summary>
    [Theory]
    [InlineData("/projects/%00")]
    [InlineData("/issues/a%00b")]
    public async Task A_null_character_in_a_path_is_400(string path)
    {
        await using var host = await TestHost.StartAsync(new() { RealServer = true });

        using var response = await host.As(TestHost.Owner).SendAsync("GET", Root + path);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/projects/1").JsonAsync();
    }

    [Theory]
    [InlineData("/projects/%2500", HttpStatusCode.NotFound)]
    [InlineData("/projects/a%2500b/issues", HttpStatusCode.NotFound)]
    [InlineData("/issues/%2500", HttpStatusCode.NotFound)]
    [InlineData("/audit?project=%00", HttpStatusCode.NotFound)]
    [InlineData("/projects/1/issues?cursor=%00", HttpStatusCode.BadRequest)]
    [InlineData("/projects/1/outcomes?outcome=%00", HttpStatusCode.BadRequest)]
    [InlineData("/projects/1/outcomes?from=%00", HttpStatusCode.BadRequest)]
    public async Task A_null_character_in_a_query_or_encoded_twice_is_a_problem(string path, HttpStatusCode status)
    {
        await using var host = await TestHost.StartAsync(new() { RealServer = true });

        await host.As(TestHost.Owner).SendAsync("GET", Root + path).ProblemAsync(status);
    }

    [Fact]
    public async Task A_method_that_is_none_is_405_with_those_that_are()
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.As(TestHost.Owner).SendAsync("DELETE", $"{Root}/projects/1");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "PATCH"], response.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task A_body_that_is_no_json_is_415(string? contentType)
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        using var content = new ByteArrayContent("{\"name\":\"x\"}"u8.ToArray());
        content.Headers.ContentType = contentType is null ? null : new(contentType);

        var detail = await client.PatchAsync($"{Root}/projects/1", content, TestContext.Current.CancellationToken)
            .ProblemAsync(HttpStatusCode.UnsupportedMediaType);

        Assert.StartsWith("Content-Type:", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_413_also_when_its_length_is_not_told()
    {
        await using var host = await TestHost.StartAsync(new() { RealServer = true });
        var client = host.As(TestHost.Owner);
        var body = Encoding.UTF8.GetBytes($$"""{"name":"{{new string('x', 70_000)}}"}""");
        using var known = new ByteArrayContent(body);
        using var chunked = new StreamContent(new MemoryStream(body));
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"{Root}/projects/1") { Content = chunked };
        request.Headers.TransferEncodingChunked = true;
        known.Headers.ContentType = chunked.Headers.ContentType = new("application/json");

        await client.PatchAsync($"{Root}/projects/1", known, TestContext.Current.CancellationToken).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        await client.SendAsync(request, TestContext.Current.CancellationToken).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    /// <summary>What may be sent is said by the bounds of the call, and not by a length that cuts them short.</summary>
    [Fact]
    public async Task Calls_take_as_much_as_their_own_bounds_say()
    {
        await using var host = await TestHost.StartAsync();
        var owner = host.As(TestHost.Owner);
        var rules = string.Concat(Enumerable.Range(0, 2000).Select(number => $"path:src/{new string('x', 80)}/{number}/** alice\\n"));
        var points = string.Join(',', Enumerable.Range(0, 1000).Select(number => $$"""{"name":"orders","type":"counter","value":{{number}},"tags":{"region":"{{new string('e', 60)}}"} }"""));
        var files = string.Join(',', Enumerable.Repeat($"\"{new string('f', 90)}\"", 1000));

        await owner.SendAsync("PUT", $"{Root}/projects/1/ownership", $$"""{"rules":"{{rules}}"}""").JsonAsync();
        var written = await owner.SendAsync("POST", $"{Root}/projects/1/metrics", $$"""{"metrics":[{{points}}]}""").JsonAsync();
        await owner.SendAsync("PUT", $"{Root}/projects/1/releases/shop@1.0/commits", $$"""{"commits":[{"id":"4f06ce6f","files":[{{files}}]}]}""").JsonAsync();
        foreach (var trial in new[] { "scrubbing:test", "filters:test", "grouping:explain" })
        {
            await owner.SendAsync("POST", $"{Root}/projects/1/{trial}", $$"""{"event":{"message":"x","extra":{"a":"{{new string('y', 300_000)}}"} } }""").JsonAsync();
        }

        Assert.Equal(1000, (int)written["accepted"]!);
    }

    [Theory]
    [InlineData("""{"name":"x",}""", "'$' (line 1, byte 13): the JSON is broken.")]
    [InlineData("""{"name":"x","colour":1}""", "'$.colour' (line 1, byte 22): there is no such property.")]
    [InlineData("""{"name":"x","name":"y","trigger":{"kind":"newIssue"}}""", "the property is there twice.")]
    [InlineData("""{"name":"x"}""", "'trigger' must be there, too.")]
    [InlineData("""{"name":"x","trigger":null}""", "'$.trigger' (line 1, byte 27): null is not taken.")]
    [InlineData("""{"name":1,"trigger":{"kind":"newIssue"}}""", "'$.name' (line 1, byte 10): its value is of another type, or beyond what the type holds.")]
    [InlineData("""{"name":"x","trigger":{"kind":"newIssue"},"cooldown":"soon"}""", "'$.cooldown' (line 1, byte 60): Expected a duration such as \"PT1M\".")]
    public async Task A_body_that_cannot_be_read_is_told_apart(string body, string expected)
    {
        await using var host = await TestHost.StartAsync();

        var detail = await host.As(TestHost.Owner).SendAsync("POST", $"{Root}/projects/1/alert-rules", body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.EndsWith(expected, detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/projects/1/alert-rules", """{"name":"x","trigger":{"kind":"newIssue","percent":1e400}}""", "trigger.percent: must be a finite number.")]
    [InlineData("POST", "/projects/1/metrics", """{"metrics":[{"name":"a","type":"set","value":1}]}""", "metrics[0].members: must be 1 to 10000 texts.")]
    [InlineData("POST", "/projects/1/filters:test", """{"event":{"message":"x"},"address":"nowhere"}""", "address: must be an address such as 203.0.113.7.")]
    public async Task A_wrong_value_is_400_with_its_place(string method, string path, string body, string expected)
    {
        await using var host = await TestHost.StartAsync();

        var detail = await host.As(TestHost.Owner).SendAsync(method, Root + path, body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(expected, detail);
    }

    [Fact]
    public async Task Json_that_is_too_deep_is_400()
    {
        await using var host = await TestHost.StartAsync();
        var deep = $$"""{"rateLimit":{{new string('[', 20_000)}}{{new string(']', 20_000)}}}""";

        await host.As(TestHost.Owner).SendAsync("PATCH", $"{Root}/projects/1/keys/{TestHost.Key}", deep).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("PATCH", "/issues/1", """{"assignee":"\ud800"}""", "$.assignee")]
    [InlineData("PATCH", "/projects/1/keys/" + TestHost.Key, """{"service":"\ud800"}""", "$.service")]
    [InlineData("PATCH", "/projects/1/grouping", """{"enhancements":"\ud800"}""", "$.enhancements")]
    [InlineData("POST", "/projects/1/grouping:check", """{"fingerprintRules":["a","\udc00"]}""", "$.fingerprintRules")]
    [InlineData("POST", "/projects/1/grouping:replay", """{"fingerprintRules":[{"matchers":[["type","\ud800"]],"fingerprint":["x"]}]}""", "$.fingerprintRules")]
    [InlineData("POST", "/projects/1/grouping:explain", """{"event":"\ud800"}""", "event")]
    public async Task Half_a_character_is_400_with_its_place(string method, string path, string body, string place)
    {
        await using var host = await TestHost.StartAsync();

        var detail = await host.As(TestHost.Owner).SendAsync(method, Root + path, body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Contains(place, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_explained_may_hold_half_a_character()
    {
        await using var host = await TestHost.StartAsync();

        await host.As(TestHost.Owner).SendAsync("POST", $"{Root}/projects/1/grouping:explain", """{"event":{"message":"\ud800"}}""").JsonAsync();
    }
}
