using Microsoft.Extensions.DependencyInjection;
using Monitoring.Core.Tests.Support;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.Core.Tests.Timers;

/// <summary>Random timers, failing handlers, a store that fails, hosts that crash: the effect of each timer is there, once.</summary>
public sealed class TimerModelTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 4)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_fails_each_timer_takes_effect_once(int seed)
    {
        var chaos = new Chaos(seed);
        var alarms = new Alarms();
        await using var stores = new TestHost();
        alarms.Handle = async (context, token) =>
        {
            var key = context.Claim.Timer.Key;
            if (chaos.Happens(0.2))
            {
                await Task.Delay(chaos.Below(3), token);
            }

            if (chaos.Happens(0.05))
            {
                // Outlives the claim, deaf to the cancellation; somebody else has it by then.
                await Task.Delay(TimeSpan.FromSeconds(25), stores.Clock, CancellationToken.None);
            }

            if (chaos.Happens(0.15))
            {
                throw new InvalidOperationException("made to fail");
            }

            var note = await Note.FindAsync(stores, key);

            // No version is expected: only the claim keeps the effect from happening twice.
            var changed = new Note { Key = key, Lines = [.. note?.Value.Lines ?? [], $"{context.Claim.DueAt:O}"] };
            return TimerOutcome.DoneWith(new DocumentCommit { Partition = Partition.Host, Puts = [Note.Type.Put(changed)] });
        };
        await using var hosts = new HostGroup(stores, chaos, Options, builder =>
        {
            builder.Services.AddSingleton(alarms);
            builder.AddTimerHandler<AlarmHandler>("a").AddTimerHandler<AlarmHandler>("b");
        });
        await hosts.StartAsync();
        await hosts.StartAsync();

        var set = 0;
        for (var round = 0; round < 60; round++)
        {
            for (var count = chaos.Below(5); count > 0; count--)
            {
                await SetAsync(stores, chaos.Happens(0.5) ? "a" : "b", $"timer{set++}", TimeSpan.FromMilliseconds(chaos.Below(20_000)));
            }

            await stores.PassAsync(TimeSpan.FromMilliseconds(chaos.Below(1_500)));
            if (chaos.Happens(0.1))
            {
                await hosts.ReplaceAsync();
            }
        }

        hosts.Calm();
        await stores.UntilAsync(() => CountAsync(stores, set).AsTask().GetAwaiter().GetResult() == set, what: "the effect of all timers");
        await stores.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));

        for (var timer = 0; timer < set; timer++)
        {
            Assert.Single((await Note.FindAsync(stores, $"timer{timer}"))!.Value.Lines);
        }
    }

    private static void Options(MonitoringOptions options)
    {
        options.Timers.MaxConcurrency = 4;
        options.Timers.LeaseDuration = TimeSpan.FromSeconds(20);
        options.Timers.MaxRetryDelay = TimeSpan.FromSeconds(4);
    }

    private static async ValueTask<int> CountAsync(TestHost stores, int set)
    {
        var found = 0;
        for (var timer = 0; timer < set; timer++)
        {
            found += await Note.FindAsync(stores, $"timer{timer}") is null ? 0 : 1;
        }

        return found;
    }

    private static async Task SetAsync(TestHost stores, string kind, string key, TimeSpan dueIn)
    {
        var schedule = new TimerSchedule { Timer = new TimerKey { Kind = kind, Key = key }, DueAt = stores.Clock.GetUtcNow() + dueIn };
        await stores.Documents.CommitAsync(new DocumentCommit { Partition = Partition.Host, Timers = [schedule] }, TestContext.Current.CancellationToken);
    }
}
