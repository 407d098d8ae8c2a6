using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.SentryIngest;

public sealed class CorsTests
{
    private static readonly string[] Headers =
    [
        "x-sentry-auth", "x-requested-with", "x-forwarded-for", "origin", "referer", "accept", "content-type", "authentication",
        "authorization", "content-encoding", "transfer-encoding", "sentry-trace", "baggage",
    ];

    [Theory]
    [InlineData("/api/1/envelope/")]
    [InlineData("/api/1/envelope")]
    [InlineData("/api/1/store/")]
    [InlineData("/api/store/")]
    [InlineData("/api/1/security/")]
    [InlineData("/api/1/csp-report/")]
    [InlineData("/api/1/minidump/")]
    [InlineData("/api/1/nel/")]
    [InlineData("/api/1/events/9ec79c33ec9942ab8353589fcb2e04dc/attachments/")]
    [InlineData("/api/embed/error-page/")]
    [InlineData("/api/0/projects/demo/shop/user-feedback/")]
    [InlineData("/api/v4/error_tracking/collector/api/1/envelope/")]
    public async Task A_browser_may_send_from_any_origin(string path)
    {
        await using var host = await TestHost.StartAsync();

        using var response = await PreflightAsync(host, path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertAllowed(response);
    }

    [Fact]
    public async Task A_browser_may_read_the_answer()
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.Anonymous().ReportAsync(Some.Envelope());

        Assert.Equal("*", Single(response, "Access-Control-Allow-Origin"));
        Assert.Equal("x-sentry-error, x-sentry-rate-limits, retry-after", Single(response, "Access-Control-Expose-Headers"));
    }

    [Fact]
    public async Task The_hosts_own_policy_does_not_stand_in_the_way()
    {
        await using var host = await TestHost.StartAsync(new()
        {
            Services = services => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins("https://only.example.com"))),
            Map = app =>
            {
                app.UseRouting();
                app.UseCors();
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapMonitoring().RequireAuthorization();
            },
        });

        using var preflight = await PreflightAsync(host, "/api/1/envelope/");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Senders.EnvelopePath}?{Some.KeyQuery}") { Content = new ByteArrayContent(Some.Envelope()) };
        request.Headers.Add("Origin", "https://shop.example.com");
        using var report = await host.Anonymous().SendAsync(request, TestContext.Current.CancellationToken);

        AssertAllowed(preflight);
        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
        Assert.Equal("*", Single(report, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_hosts_own_endpoints_keep_their_policy_and_their_paths()
    {
        await using var host = await TestHost.StartAsync(new()
        {
            Services = services => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins("https://shop.example.com").WithMethods("POST").WithHeaders("x-sentry-auth"))),
            Map = app =>
            {
                app.UseRouting();
                app.UseCors();
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapPost("/api/store", () => "the host's own");
                app.MapPost("/api/{category}/store", (string category) => category);
                app.MapMonitoring().RequireAuthorization();
            },
        });

        var client = host.Anonymous();
        using var preflight = await PreflightAsync(host, "/api/store");
        using var own = await client.PostAsync("/api/store", null, TestContext.Current.CancellationToken);
        using var other = await client.PostAsync("/api/books/store", null, TestContext.Current.CancellationToken);

        Assert.Equal("https://shop.example.com", Single(preflight, "Access-Control-Allow-Origin"));
        Assert.Equal("the host's own", await own.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("books", await other.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await client.ReportAsync(Some.Envelope()).JsonAsync();
    }

    [Fact]
    public async Task The_product_api_allows_nothing_by_itself()
    {
        await using var host = await TestHost.StartAsync();

        using var response = await PreflightAsync(host, "/monitoring/api/v1/projects");

        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static Task<HttpResponseMessage> PreflightAsync(TestHost host, string path) => host.Anonymous().SendAsync(
        "OPTIONS",
        path,
        null,
        ("Origin", "https://shop.example.com"),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "x-sentry-auth"));

    private static void AssertAllowed(HttpResponseMessage response)
    {
        Assert.Equal("*", Single(response, "Access-Control-Allow-Origin"));
        Assert.Equal("POST", Single(response, "Access-Control-Allow-Methods"));
        Assert.Equal("3600", Single(response, "Access-Control-Max-Age"));
        Assert.Equal(Headers.Order(), Single(response, "Access-Control-Allow-Headers").Split(", ").Order());
        Assert.Equal("x-sentry-error, x-sentry-rate-limits, retry-after", Single(response, "Access-Control-Expose-Headers"));
    }

    private static string Single(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));
}
