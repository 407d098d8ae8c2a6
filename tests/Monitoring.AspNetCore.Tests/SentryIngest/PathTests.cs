using System.Net;
using System.Text;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.SentryIngest;

public sealed class PathTests
{
    [Theory]
    [InlineData("/api/1/envelope/")]
    [InlineData("/api/1/envelope")]
    [InlineData("//api/1/envelope/")]
    [InlineData("/api//1///envelope//")]
    [InlineData("/api/v4/error_tracking/collector/api/1/envelope/")]
    [InlineData("/api/v4/error_tracking/collector/api/1/envelope")]
    [InlineData("/error_tracking/collector/api/1/envelope/")]
    [InlineData("/git/group/project/api/v4/error_tracking/collector/api/1/envelope/")]
    [InlineData("/errortracking/api/v1/projects/api/1/envelope")]
    public async Task An_envelope_is_taken_at(string path)
    {
        await using var host = await TestHost.StartAsync(new() { RealServer = true });

        var answer = await RawSender.PostAsync(host, path, Some.Envelope());

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Single(await host.IssuesAsync());
    }

    [Theory]
    [InlineData("/api/1/store/")]
    [InlineData("/api/1/store")]
    [InlineData("/api/store/")]
    [InlineData("//api/store")]
    [InlineData("/api/v4/error_tracking/collector/api/1/store")]
    [InlineData("/errortracking/api/v1/projects/api/1/store")]
    public async Task An_event_is_taken_at(string path)
    {
        await using var host = await TestHost.StartAsync(new() { RealServer = true });

        var answer = await RawSender.PostAsync(host, path, Encoding.UTF8.GetBytes(Some.Event()));

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains(Some.EventId, answer, StringComparison.Ordinal);
        Assert.Single(await host.IssuesAsync());
    }

    [Theory]
    [InlineData("//monitoring/api/v1/projects")]
    [InlineData("//somewhere//else")]
    [InlineData("/api/1/envelope/more/")]
    [InlineData("//api/1/projects/")]
    public async Task Other_paths_are_left_alone(string path)
    {
        await using var host = await TestHost.StartAsync(new() { RealServer = true });

        var answer = await RawSender.PostAsync(host, path, Some.Envelope());

        Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_works_under_a_prefix_and_a_path_base()
    {
        await using var host = await TestHost.StartAsync(new()
        {
            RealServer = true,
            Map = TestHost.Mount,
        });
        var key = await host.As(TestHost.Owner).SendAsync("GET", $"/base/a/b{Answers.Root}/projects/1/keys").JsonAsync();
        var dsn = new Uri((string)key["items"]![0]!["dsn"]!);

        // What an SDK makes of a DSN.
        var project = dsn.AbsolutePath[(dsn.AbsolutePath.LastIndexOf('/') + 1)..];
        var path = $"{dsn.AbsolutePath[..dsn.AbsolutePath.LastIndexOf('/')]}/api/{project}/envelope/";
        var answer = await RawSender.PostAsync(host, path, Some.Envelope());
        var doubled = await RawSender.PostAsync(host, "/base/a/b//api/1/envelope/", Some.Envelope(Some.Id(7)));
        var ready = await host.Anonymous().GetStringAsync("/base/a/b/health/ready", TestContext.Current.CancellationToken);
        var issues = await host.As(TestHost.Owner).SendAsync("GET", $"/base/a/b{Answers.Root}/projects/1/issues").JsonAsync();

        Assert.Equal("/base/a/b/api/1/envelope/", path);
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", doubled, StringComparison.Ordinal);
        Assert.Equal("Healthy", ready);
        Assert.Equal(2, (long)issues["items"]![0]!["count"]!);
    }

    [Fact]
    public async Task Intake_alone_can_be_mapped_to_an_address_of_its_own()
    {
        await using var host = await TestHost.StartAsync(new()
        {
            Map = app =>
            {
                app.MapMonitoringApi().RequireAuthorization();
                app.MapSentryIngest().RequireHost("intake.example.com");
            },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://intake.example.com{Senders.EnvelopePath}?{Some.KeyQuery}")
        {
            Content = new ByteArrayContent(Some.Envelope()),
        };

        using var elsewhere = await host.Anonymous().ReportAsync(Some.Envelope());
        await host.Anonymous().SendAsync(request, TestContext.Current.CancellationToken).JsonAsync();

        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task A_fallback_policy_of_the_host_does_not_ask_senders_to_sign_in()
    {
        await using var host = await TestHost.StartAsync(new()
        {
            Services = services => services.AddAuthorizationBuilder().SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()),
            Map = app => app.MapMonitoring(),
        });

        await host.Anonymous().ReportAsync(Some.Envelope()).JsonAsync();
        using var api = await host.Anonymous().SendAsync("GET", $"{Answers.Root}/projects");

        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }
}
