using Microsoft.AspNetCore.Authorization;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.Startup;

/// <summary>The host does not start while the product API is open by oversight.</summary>
public sealed class GuardTests
{
    [Fact]
    public async Task Without_authorization_the_host_refuses_to_start_and_says_which_line_to_add()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync(new() { Map = app => app.MapMonitoring() }));

        Assert.Contains("app.MapMonitoring().RequireAuthorization();", exception.Message, StringComparison.Ordinal);
        Assert.Contains("AllowAnonymous()", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task In_development_it_starts() => StartsAsync(new() { Environment = "Development", Map = app => app.MapMonitoring() });

    [Fact]
    public Task With_a_policy_it_starts() => StartsAsync(new() { Map = app => app.MapMonitoring().RequireAuthorization() });

    [Fact]
    public Task With_an_explicit_allow_anonymous_it_starts() => StartsAsync(new() { Map = app => app.MapMonitoring().AllowAnonymous() });

    [Fact]
    public Task With_a_policy_on_the_group_around_it_it_starts() =>
        StartsAsync(new() { Map = app => app.MapGroup("/ops").RequireAuthorization().MapMonitoring() });

    [Fact]
    public Task With_a_fallback_policy_it_starts() => StartsAsync(new()
    {
        Services = services => services.Configure<AuthorizationOptions>(o => o.FallbackPolicy = o.DefaultPolicy),
        Map = app => app.MapMonitoring(),
    });

    [Fact]
    public Task Intake_and_health_alone_need_none() => StartsAsync(new()
    {
        Map = app =>
        {
            app.MapSentryIngest();
            app.MapMonitoringHealth();
        },
    });

    [Fact]
    public async Task Only_one_of_two_mappings_guarded_is_refused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync(new()
        {
            Map = app =>
            {
                app.MapGroup("/a").MapMonitoringApi().RequireAuthorization();
                app.MapGroup("/b").MapMonitoringApi();
            },
        }));
    }

    private static async Task StartsAsync(TestHostSettings settings)
    {
        await using var host = await TestHost.StartAsync(settings);
        using var response = await host.Anonymous().GetAsync("/health/live", TestContext.Current.CancellationToken);
        Assert.NotNull(response);
    }
}
