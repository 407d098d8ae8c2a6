using Microsoft.Extensions.DependencyInjection;
using Monitoring.Core.Pumping;
using Monitoring.Core.Tests.Support;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Timers;

/// <summary>Hosts on the same stores that handle alarms.</summary>
public abstract class TimerPumpTest : IAsyncDisposable
{
    private protected const string Kind = "alarm";

    private protected Alarms Alarms { get; } = new();

    private protected TestHost Stores { get; } = new();

    private protected List<TestHost> Hosts { get; } = [];

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts.AsEnumerable().Reverse())
        {
            await host.DisposeAsync();
        }

        await Stores.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<TestHost> StartAsync(
        Action<MonitoringOptions>? options = null, Action<IMonitoringBuilder>? add = null, Func<IDocumentStore, IDocumentStore>? through = null)
    {
        var host = new TestHost(options, add ?? Alarm, Stores, through);
        Hosts.Add(host);
        return await host.StartAsync();
    }

    private protected void Alarm(IMonitoringBuilder builder)
    {
        builder.Services.AddSingleton(new Jitter(() => 0));
        builder.Services.AddSingleton(Alarms);
        builder.AddTimerHandler<AlarmHandler>(Kind).AddTimerHandler<AlarmHandler>(Kind);
    }

    private protected async Task<DateTimeOffset> SetAsync(string key, TimeSpan dueIn)
    {
        var dueAt = Stores.Clock.GetUtcNow() + dueIn;
        var schedule = new TimerSchedule { Timer = new TimerKey { Kind = Kind, Key = key }, DueAt = dueAt, Payload = "payload"u8.ToArray() };
        await Stores.Documents.CommitAsync(new DocumentCommit { Partition = Partition.Host, Timers = [schedule] }, Token);
        return dueAt;
    }
}
