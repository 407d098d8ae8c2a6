using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>Choosing a back end over the product API, and its issues.</summary>
public sealed class BackendTests
{
    private const string Settings = Root + "/projects/1/error-tracking-backend";
    private const string Issues = Root + "/projects/1/backend/issues";
    private const string Token = "sntrys_fedcba9876543210";
    private const string Input = $$"""{"kind":"sentry","sentry":{"address":"https://sentry.example.com","organization":"acme","project":"shop"},"token":"{{Token}}"}""";

    [Fact]
    public async Task The_integrated_back_end_is_there_without_a_choice()
    {
        await using var host = await TestHost.StartAsync();
        var issue = (await host.OpenIssueAsync())[(Root.Length + "/issues/".Length)..];

        var settings = await host.As(TestHost.Owner).SendAsync("GET", Settings).JsonAsync();
        var listed = await host.As(TestHost.Reporter).SendAsync("GET", Issues + "?query=is:unresolved&sort=events").JsonAsync();
        var changed = await host.As(TestHost.Developer).SendAsync("PATCH", $"{Issues}/{issue}", $$"""{"status":"resolved","assignee":"{{TestHost.Developer}}"}""").JsonAsync();
        var latest = await host.As(TestHost.Reporter).SendAsync("GET", $"{Issues}/{issue}/latest-event").JsonAsync();

        Assert.Equal("""{"kind":"integrated","sentry":null,"hasToken":false}""", settings.ToJsonString());
        Assert.Equal(issue, (string?)Assert.Single(listed["items"]!.AsArray())!["id"]);
        Assert.Equal(("resolved", TestHost.Developer), ((string?)changed["status"], (string?)changed["assignee"]));
        Assert.Equal(("PaymentDeclinedException", "Charge"), ((string?)latest["exceptions"]![0]!["type"], (string?)latest["exceptions"]![0]!["frames"]![0]!["function"]));
        Assert.Equal(latest["issueId"]!.ToString(), issue);
    }

    [Fact]
    public async Task A_server_is_set_with_its_version_and_its_token_is_not_shown_again()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);

        using var set = await client.SendAsync("PUT", Settings, Input);
        var text = await set.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var audit = await client.SendAsync("GET", $"{Root}/audit?project=1").JsonAsync();
        var stale = await client.SendAsync("PUT", Settings, """{"kind":"integrated"}""", ("If-Match", "\"77\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);

        Assert.Equal("""{"kind":"sentry","sentry":{"address":"https://sentry.example.com/","organization":"acme","project":"shop","projectId":null,"projectName":null},"hasToken":true}""", text);
        Assert.NotNull(set.Headers.ETag);
        Assert.Contains("error-tracking-backend.changed", audit.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, audit.ToJsonString(), StringComparison.Ordinal);
        Assert.NotEmpty(stale);
    }

    [Theory]
    [InlineData("""{"kind":"github"}""", "kind")]
    [InlineData("""{"kind":"sentry"}""", "sentry")]
    [InlineData("""{"kind":"sentry","sentry":{"address":"x","organization":"a","project":"b"},"token":"t"}""", "sentry.address")]
    [InlineData("""{"kind":"sentry","sentry":{"address":"https://a/","organization":"a","project":"b"}}""", "token")]
    [InlineData("""{"kind":"integrated","token":"t"}""", "token")]
    public async Task A_mistake_is_named_by_its_place(string body, string place)
    {
        await using var host = await TestHost.StartAsync();

        Assert.StartsWith(place + ":", await host.As(TestHost.Owner).SendAsync("PUT", Settings, body).ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"status":"gone"}""")]
    [InlineData("""{"ignore":{"until":"2030-01-01T00:00:00Z"}}""")]
    [InlineData("""{"assignee":7}""")]
    [InlineData("{}")]
    public async Task A_change_that_cannot_be_made_is_refused(string body)
    {
        await using var host = await TestHost.StartAsync();

        await host.As(TestHost.Developer).SendAsync("PATCH", Issues + "/1", body).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_the_server_is_to_blame_for_is_told_by_the_status()
    {
        await using var answers = new HttpAnswers();
        await using var host = await TestHost.StartAsync(new TestHostSettings
        {
            Monitoring = monitoring => monitoring.AddErrorTracking(options =>
            {
                options.SentryBackend.CreateHandler = () => answers;
                options.SentryBackend.CacheLifetime = TimeSpan.Zero;
                options.SentryBackend.MaxRetryDelay = TimeSpan.Zero;
            }).AddAspNetCore().UseInMemory(),
        });
        await host.As(TestHost.Owner).SendAsync("PUT", Settings, Input).JsonAsync();

        foreach (var (status, told) in new[] { (401, 502), (403, 502), (404, 404), (400, 400), (302, 502), (429, 503), (500, 503), (200, 502) })
        {
            answers.Status = (HttpStatusCode)status;
            var detail = await host.As(TestHost.Reporter).SendAsync("GET", Issues).ProblemAsync((HttpStatusCode)told);
            Assert.DoesNotContain(Token, detail, StringComparison.Ordinal);
        }

        answers.Status = HttpStatusCode.Unauthorized;
        await host.As(TestHost.Owner).SendAsync("POST", Settings + ":test", "{}").ProblemAsync(HttpStatusCode.BadGateway);
        await host.As(TestHost.Developer).SendAsync("POST", Settings + ":test", "{}").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Stranger).SendAsync("GET", Issues).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_default_connections_do_not_call_local_addresses()
    {
        await using var host = await TestHost.StartAsync();
        await host.As(TestHost.Owner).SendAsync("PUT", Settings, Input.Replace("https://sentry.example.com", "http://127.0.0.1:9", StringComparison.Ordinal)).JsonAsync();

        Assert.Contains("local address", await host.As(TestHost.Reporter).SendAsync("GET", Issues).ProblemAsync(HttpStatusCode.BadGateway), StringComparison.Ordinal);
    }

    private sealed class HttpAnswers : HttpMessageHandler, IAsyncDisposable
    {
        public HttpStatusCode Status { get; set; }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(Status) { Content = new StringContent("<html>") });
    }
}
