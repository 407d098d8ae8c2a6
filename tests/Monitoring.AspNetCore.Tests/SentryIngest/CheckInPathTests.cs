using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.SentryIngest;

/// <summary>Check-ins by hand, as scripts send them with curl.</summary>
public sealed class CheckInPathTests
{
    [Theory]
    [InlineData("/api/1/cron/nightly/?status=ok&" + Some.KeyQuery)]
    [InlineData("/api/1/cron/nightly?status=ok&" + Some.KeyQuery)]
    [InlineData("/api/1/cron/nightly/" + TestHost.Key + "/?status=ok")]
    [InlineData("/api/1/cron/nightly/" + TestHost.Key + "?status=ok")]
    [InlineData("/api/1/cron/Nightly/" + TestHost.Key + "?status=ok&sentry_version=7&environment=&duration=&check_in_id=")]
    public async Task A_check_in_is_taken_by_GET_and_by_POST_at(string path)
    {
        await using var host = await StartAsync();
        var client = host.Anonymous();

        using var got = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        using var posted = await client.PostAsync(new Uri(path, UriKind.Relative), null, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (got.StatusCode, posted.StatusCode));
        Assert.Equal(3, (await CheckInsAsync(host)).Count);
    }

    [Fact]
    public async Task A_path_with_double_slashes_is_the_same()
    {
        await using var host = await StartAsync(new() { RealServer = true });

        var answer = await RawSender.PostAsync(host, $"//api//1/cron/nightly/{TestHost.Key}//", Encoding.UTF8.GetBytes("""{"status":"ok"}"""));

        Assert.StartsWith("HTTP/1.1 202 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fields_of_query_form_and_JSON_arrive()
    {
        await using var host = await StartAsync();

        await SendAsync(host, "?status=in_progress&check_in_id=220a469777b44a4681e61f9c791a434f&environment=my%20stage+1", null);
        await SendAsync(host, "?environment=my%20stage+1", new StringContent("status=error&check_in_id=220a469777b44a4681e61f9c791a434f&duration=2.5", new MediaTypeHeaderValue("application/x-www-form-urlencoded")));
        await SendAsync(host, "?status=error&environment=lost", new StringContent("""{"status":"ok","environment":"json","monitor_slug":"other","duration":1}"""));

        var checkIns = await CheckInsAsync(host, "?environment=my%20stage%201");
        var one = Assert.Single(checkIns)!;
        Assert.Equal(("220a469777b44a4681e61f9c791a434f", "error", "my stage 1", "PT2.5S"), ((string?)one["id"], (string?)one["status"], (string?)one["environment"], (string?)one["duration"]));
        Assert.Equal("ok", (string?)Assert.Single(await CheckInsAsync(host, "?environment=json"))!["status"]);
    }

    [Theory]
    [InlineData("/api/1/cron/nightly/" + TestHost.Key + "/", HttpStatusCode.BadRequest, "invalid_check_in")]
    [InlineData("/api/1/cron/nightly/" + TestHost.Key + "/?status=missed", HttpStatusCode.BadRequest, "invalid_check_in")]
    [InlineData("/api/1/cron/unheard-of/" + TestHost.Key + "/?status=ok", HttpStatusCode.NotFound, "unknown_monitor")]
    [InlineData("/api/1/cron/nightly/ffffffffffffffffffffffffffffffff/?status=ok", HttpStatusCode.Forbidden, "unknown_key")]
    [InlineData("/api/1/cron/nightly/?status=ok", HttpStatusCode.Unauthorized, "missing_auth")]
    [InlineData("/api/2/cron/nightly/" + TestHost.Key + "/?status=ok", HttpStatusCode.Forbidden, "project_id")]
    public async Task A_bad_check_in_is_refused(string path, HttpStatusCode status, string error)
    {
        await using var host = await StartAsync();

        Assert.Equal(error, await host.Anonymous().GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken).RefusalAsync(status));
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_refused()
    {
        await using var host = await StartAsync();

        using var content = new StringContent("{status: ok");
        Assert.Equal(
            "invalid_check_in",
            await host.Anonymous().PostAsync(new Uri($"/api/1/cron/nightly/{TestHost.Key}/", UriKind.Relative), content, TestContext.Current.CancellationToken)
                .RefusalAsync(HttpStatusCode.BadRequest));
    }

    private static async Task<TestHost> StartAsync(TestHostSettings? settings = null)
    {
        var host = await TestHost.StartAsync(settings);
        var content = new StringContent("""{"status":"ok","monitor_config":{"schedule":{"type":"crontab","value":"0 2 * * *"}}}""");
        using var made = await host.Anonymous().PostAsync(new Uri(host.Address, $"/api/1/cron/nightly/{TestHost.Key}/"), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, made.StatusCode);
        return host;
    }

    private static async Task SendAsync(TestHost host, string query, HttpContent? content)
    {
        using var sent = await host.Anonymous().PostAsync(
            new Uri($"/api/1/cron/nightly/{TestHost.Key}/{query}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
    }

    private static async Task<JsonArray> CheckInsAsync(TestHost host, string query = "") =>
        (await host.As(TestHost.Reporter).SendAsync("GET", $"{Answers.Root}/projects/1/monitors/nightly/checkins{query}").JsonAsync())["items"]!.AsArray();
}
