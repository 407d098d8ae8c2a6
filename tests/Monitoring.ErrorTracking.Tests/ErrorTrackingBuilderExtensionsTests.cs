using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Tests.Ingest;

namespace Monitoring.ErrorTracking.Tests;

public sealed class ErrorTrackingBuilderExtensionsTests
{
    [Fact]
    public async Task AddErrorTracking_Twice_RegistersOnceAndKeepsBothSettings()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddMonitoring()
            .AddErrorTracking(options => options.MaxItems = 7).AddErrorTracking(options => options.MaxQueuedEvents = 8).UseInMemory();
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        var options = host.Services.GetRequiredService<IOptions<ErrorTrackingOptions>>().Value;
        Assert.Equal((7, 8), (options.MaxItems, options.MaxQueuedEvents));
        Assert.Single(host.Services.GetServices<IErrorIngestor>());
        Assert.NotNull(host.Services.GetRequiredService<IIssues>());
        Assert.NotNull(host.Services.GetRequiredService<IOutcomes>());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task AddErrorTracking_WithoutAStore_RefusesToStartAndNamesTheCall()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddMonitoring().AddErrorTracking();
        using var host = builder.Build();

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("UseLiteDb", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(ErrorTrackingOptions.MaxBodyBytes))]
    [InlineData(nameof(ErrorTrackingOptions.MaxDecompressedBytes))]
    [InlineData(nameof(ErrorTrackingOptions.MaxEventBytes))]
    [InlineData(nameof(ErrorTrackingOptions.MaxAttachmentBytes))]
    [InlineData(nameof(ErrorTrackingOptions.MaxItems))]
    [InlineData(nameof(ErrorTrackingOptions.MaxBytesInFlight))]
    [InlineData(nameof(ErrorTrackingOptions.MaxQueuedEvents))]
    [InlineData(nameof(ErrorTrackingOptions.MaxQueuedBytes))]
    [InlineData(nameof(ErrorTrackingOptions.MaxBatchEvents))]
    [InlineData(nameof(ErrorTrackingOptions.MaxBatchBytes))]
    [InlineData(nameof(ErrorTrackingOptions.RetryAfter))]
    [InlineData(nameof(ErrorTrackingOptions.OutcomeFlushInterval))]
    [InlineData(nameof(ErrorTrackingOptions.OutcomeRetention))]
    public void Validate_OutOfRange_NamesTheSetting(string setting)
    {
        var options = new ErrorTrackingOptions();
        Assert.True(new ErrorTrackingOptionsValidator().Validate(null, options).Succeeded);
        var property = typeof(ErrorTrackingOptions).GetProperty(setting)!;
        property.SetValue(options, property.PropertyType == typeof(TimeSpan) ? TimeSpan.Zero : 0);

        var result = new ErrorTrackingOptionsValidator().Validate(null, options);

        Assert.True(result.Failed);
        Assert.Contains(setting, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddErrorTracking_HostsOwnStrategy_IsUsed()
    {
        await using var host = await IntakeHost.StartAsync(
            configure: options => options.Grouping = "faulty:1", register: services => services.AddSingleton<IGroupingStrategy, FaultyStrategy>());

        var outcome = await host.SendAsync("{}\n{\"type\":\"event\"}\n{\"message\":\"good\"}");

        Assert.Equal([Grouped.Hash()], (await host.EventAsync(Assert.Single(outcome.Events).EventId)).Event.Event.Hashes);
    }
}
