using Microsoft.Extensions.DependencyInjection;
using Monitoring.Core.Pumping;
using Monitoring.Core.Tests.Support;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Timers;

/// <summary>Hosts on the same stores that handle alarms.</summary>
public abstract class TimerPumpTest : PumpTest
{
    private protected const string Kind = "alarm";

    private protected Alarms Alarms { get; } = new();

    private protected override void Register(IMonitoringBuilder builder)
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
