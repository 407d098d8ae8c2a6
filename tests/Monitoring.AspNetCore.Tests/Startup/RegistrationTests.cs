using Microsoft.Extensions.Options;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.Startup;

/// <summary>What is missing is named by the call that brings it.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public void MapMonitoring_NothingRegistered_NamesTheCall()
    {
        using var app = WebApplication.CreateBuilder().Build();

        var exception = Assert.Throws<InvalidOperationException>(() => app.MapMonitoring());

        Assert.Contains("services.AddMonitoring().AddAspNetCore()", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MapSentryIngest_WithoutErrorTracking_NamesTheCall()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddMonitoring().AddAspNetCore().UseInMemory();
        using var app = builder.Build();

        var exception = Assert.Throws<InvalidOperationException>(() => app.MapSentryIngest());

        Assert.Contains("AddErrorTracking()", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapMonitoring_WithoutErrorTracking_MapsTheRest()
    {
        await using var host = await TestHost.StartAsync(new() { Monitoring = monitoring => monitoring.AddAspNetCore().UseInMemory() });

        await host.As(TestHost.Owner).SendAsync("GET", "/monitoring/api/v1/projects/1").JsonAsync();
        await host.As(TestHost.Owner).SendAsync("GET", "/monitoring/api/v1/projects/1/issues").ProblemAsync(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_setting_out_of_range_stops_the_start_and_is_named()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHost.StartAsync(new()
        {
            Project = false,
            Monitoring = monitoring => monitoring.AddErrorTracking().UseInMemory().AddAspNetCore(o =>
            {
                o.MaxApiBodyBytes = 3;
                o.IdempotencyWindow = TimeSpan.Zero;
            }),
        }));

        Assert.Contains(nameof(MonitoringEndpointOptions.MaxApiBodyBytes), exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(MonitoringEndpointOptions.IdempotencyWindow), exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://errors.example.com/base", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("errors.example.com", false)]
    [InlineData("/base", false)]
    [InlineData("ftp://errors.example.com", false)]
    [InlineData("https://key@errors.example.com", false)]
    [InlineData("https://errors.example.com/?a=b", false)]
    [InlineData("https://errors.example.com/#top", false)]
    public async Task PublicUrl_is_checked_at_the_start(string url, bool starts)
    {
        async Task StartAsync()
        {
            await using var host = await TestHost.StartAsync(new()
            {
                Project = false,
                Monitoring = monitoring => monitoring.AddErrorTracking().UseInMemory().AddAspNetCore(o => o.PublicUrl = new Uri(url, UriKind.RelativeOrAbsolute)),
            });
        }

        var exception = await Record.ExceptionAsync(StartAsync);

        Assert.Equal(starts, exception is null);
        Assert.True(starts || (exception is OptionsValidationException && exception.Message.Contains(nameof(MonitoringEndpointOptions.PublicUrl), StringComparison.Ordinal)), exception?.ToString());
    }
}
