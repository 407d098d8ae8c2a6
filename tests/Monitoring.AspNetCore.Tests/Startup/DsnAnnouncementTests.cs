using System.Net;
using Microsoft.Extensions.Logging;
using Monitoring.AspNetCore.Tests.Hosting;
using KeptLog = Monitoring.TestData.KeptLog;

namespace Monitoring.AspNetCore.Tests.Startup;

/// <summary>Who adds a project in code finds in the log what to configure an SDK with.</summary>
public sealed class DsnAnnouncementTests
{
    [Fact]
    public async Task The_logged_DSN_leads_to_the_project()
    {
        var log = new KeptLog();
        await using var host = await StartAsync(log, _ => { });

        var dsn = new Uri(Assert.Single(Announced(log)));
        using var client = new HttpClient { BaseAddress = new Uri(dsn.GetLeftPart(UriPartial.Scheme) + dsn.Authority[(dsn.Authority.IndexOf('@', StringComparison.Ordinal) + 1)..]) };
        using var answer = await client.ReportAsync(Some.Envelope(), $"/api{dsn.AbsolutePath}/envelope/", query: $"sentry_key={dsn.UserInfo}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(host.Address.Port, dsn.Port);
    }

    [Fact]
    public async Task The_public_address_is_taken_where_it_is_known()
    {
        var log = new KeptLog();
        await using var host = await StartAsync(log, options => options.PublicUrl = new Uri("https://errors.example.com/base"));

        var dsn = Assert.Single(Announced(log));

        Assert.StartsWith("https://", dsn, StringComparison.Ordinal);
        Assert.EndsWith("@errors.example.com/base/1", dsn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_project_in_code_nothing_is_said()
    {
        var log = new KeptLog();
        await using var host = await TestHost.StartAsync(new()
        {
            RealServer = true,
            Services = services => services.AddLogging(logging => logging.AddProvider(log)),
        });

        Assert.Empty(Announced(log));
    }

    private static Task<TestHost> StartAsync(KeptLog log, Action<MonitoringEndpointOptions> configure) => TestHost.StartAsync(new()
    {
        RealServer = true,
        Project = false,
        Services = services => services.AddLogging(logging => logging.AddProvider(log)),
        Monitoring = monitoring => monitoring.AddErrorTracking().AddAspNetCore(configure).AddProject("team/app").UseInMemory(),
    });

    private static IEnumerable<string> Announced(KeptLog log) =>
        log.Lines.Where(line => line.StartsWith("Project team/app", StringComparison.Ordinal) && line.Contains("DSN", StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf(' ') + 1)..]);
}
