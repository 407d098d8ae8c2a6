using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring.ErrorTracking.Hosting;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.ErrorTracking.Tests.Queueing;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Hosting;

public sealed class ErrorTrackingServiceTests
{
    private const string Envelope = "{}\n{\"type\":\"event\"}\n{\"message\":\"hello\"}\n";

    [Fact]
    public async Task A_stopping_host_finishes_what_it_took_and_takes_no_more()
    {
        var store = new GatedErrorStore();
        await using var host = await IntakeHost.StartAsync(register: services => services.AddSingleton<IErrorStore>(store));
        var service = Service(host);
        await service.StartAsync(TestContext.Current.CancellationToken);
        var taken = host.SendAsync(Envelope);
        await store.Appending.Task;

        var stopping = service.StopAsync(TestContext.Current.CancellationToken);
        var refused = await host.SendAsync(Envelope);
        Assert.False(stopping.IsCompleted);
        store.Open();
        await stopping;

        Assert.True((await taken).IsAccepted);
        Assert.Equal((IngestStatus.Unavailable, "stopping"), (refused.Status, refused.Error));
        Assert.NotEmpty(await WrittenAsync(host));
    }

    [Fact]
    public async Task Outcomes_are_written_while_the_host_runs()
    {
        await using var host = await IntakeHost.StartAsync();
        var service = Service(host);
        await service.StartAsync(TestContext.Current.CancellationToken);
        await host.SendAsync(Envelope);
        Assert.Empty(await WrittenAsync(host));

        host.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Single(await Eventually.ReadAsync(() => WrittenAsync(host), written => written.Length > 0));
        await service.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_store_that_hangs_does_not_hold_the_shutdown_for_ever()
    {
        var store = new GatedErrorStore();
        await using var host = await IntakeHost.StartAsync(register: services => services.AddSingleton<IErrorStore>(store));
        var service = Service(host);
        await service.StartAsync(TestContext.Current.CancellationToken);
        var taken = host.SendAsync(Envelope);
        await store.Appending.Task;
        using var patience = new CancellationTokenSource();

        var stopping = service.StopAsync(patience.Token);
        await patience.CancelAsync();

        await Task.WhenAny(stopping, Task.Delay(Eventually.Patience, TestContext.Current.CancellationToken));
        Assert.True(stopping.IsCompleted);
        Assert.False(taken.IsCompleted);
        store.Open();
        await taken;
    }

    private static ErrorTrackingService Service(IntakeHost host) => host.Service<IEnumerable<IHostedService>>().OfType<ErrorTrackingService>().Single();

    private static async Task<StoredDocument[]> WrittenAsync(IntakeHost host) =>
    [
        .. (await host.Service<IDocumentStore>().QueryAsync(
            new DocumentQuery { Partition = Partition.Of(host.Project), Type = OutcomeDocuments.Type, Index = OutcomeDocuments.ByHour },
            TestContext.Current.CancellationToken)).Items,
    ];
}
