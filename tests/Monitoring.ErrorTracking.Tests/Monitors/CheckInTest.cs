using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.ErrorTracking.Monitors.Storing;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Monitors;

/// <summary>A host that takes check-ins, and what it has made of them. The clock begins at 12:00.</summary>
public abstract class CheckInTest
{
    protected const string Id = "220a469777b44a4681e61f9c791a434f";
    protected const string EveryFive = """
        ,"monitor_config":{"schedule":{"type":"crontab","value":"*/5 * * * *"},"max_runtime":10}
        """;

    private protected static DateTimeOffset At(int minute) => new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero).AddMinutes(minute);

    private protected static Task<IngestOutcome> SendAsync(IntakeHost host, string status, string more = "", string? id = null) => host.SendAsync("{}\n" + Item(status, more, id));

    private protected static string Item(string status, string more, string? id = null) =>
        """{"type":"check_in"}""" + "\n" + $$"""{"check_in_id":"{{id ?? new string('0', 32)}}","monitor_slug":"Nightly","status":"{{status}}"{{more.Trim()}}}""" + "\n";

    private protected static IMonitors Monitors(IntakeHost host) => host.Service<IMonitors>();

    private protected static async Task<JobMonitor> MonitorAsync(IntakeHost host) =>
        (await Monitors(host).GetAsync(Actor.System, host.Project, "nightly", TestContext.Current.CancellationToken)).Value!;

    private protected static async Task<ImmutableArray<CheckIn>> CheckInsAsync(IntakeHost host) =>
        (await Monitors(host).ListCheckInsAsync(
            Actor.System, host.Project, "nightly", new CheckInSearch { Limit = 100 }, TestContext.Current.CancellationToken)).Value!.Items;

    private protected static async Task<string[]> SignalsAsync(IntakeHost host) =>
        [.. (await host.Service<IDocumentStore>().ReadSignalsAsync(0, 100, TestContext.Current.CancellationToken)).Select(stored => stored.Signal.Type)];

    /// <summary>Lets time pass until something is answered.</summary>
    private protected static async Task AdvanceUntilAsync(IntakeHost host, Task answered)
    {
        for (var step = 0; step < 100 && !answered.IsCompleted; step++)
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(answered, Task.Delay(50, TestContext.Current.CancellationToken));
        }
    }

    /// <summary>Lets time pass as in a running host: with signs of life, and timers that fire.</summary>
    private protected static async Task PassAsync(IntakeHost host, TimeSpan time, TimeSpan? step = null)
    {
        var store = host.Service<IDocumentStore>();
        for (var until = host.Time.GetUtcNow() + time; ;)
        {
            await host.Service<IntakeUptime>().TouchAsync(TestContext.Current.CancellationToken);
            await FireAsync<JudgeHandler>(host, store, MonitorDocuments.JudgeTimer);
            await FireAsync<SweepHandler>(host, store, MonitorDocuments.SweepTimer);
            var left = until - host.Time.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            var next = step ?? TimeSpan.FromSeconds(10);
            host.Time.Advance(left < next ? left : next);
        }
    }

    private protected static async Task FireAsync<THandler>(IntakeHost host, IDocumentStore store, string kind)
        where THandler : class, Timers.ITimerHandler
    {
        foreach (var claim in await store.ClaimDueAsync(kind, "test", TimeSpan.FromMinutes(1), 100, TestContext.Current.CancellationToken))
        {
            using var scope = host.Service<IServiceScopeFactory>().CreateScope();
            var handler = scope.ServiceProvider.GetRequiredService<THandler>();
            var outcome = await handler.HandleAsync(new Timers.TimerContext { Claim = claim }, TestContext.Current.CancellationToken);
            var commit = outcome.Commit ?? new DocumentCommit { Partition = claim.Partition };
            commit = commit with { CompletedTimers = [claim] };
            if (outcome.NextDueAt is { } next)
            {
                commit = commit with { Timers = [.. commit.Timers, new TimerSchedule { Timer = claim.Timer, DueAt = next, Payload = claim.Payload }] };
            }

            Assert.Equal(CommitOutcome.Committed, (await store.CommitAsync(commit, TestContext.Current.CancellationToken)).Outcome);
        }
    }
}
