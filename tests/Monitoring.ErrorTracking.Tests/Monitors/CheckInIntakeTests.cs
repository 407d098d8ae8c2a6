using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.ErrorTracking.Monitors.Reading;
using Monitoring.ErrorTracking.Monitors.Storing;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Projects;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Monitors;

/// <summary>Check-ins from the envelope into the store and back out, and the timers over it. The clock begins at 12:00.</summary>
public sealed class CheckInIntakeTests
{
    private const string Id = "220a469777b44a4681e61f9c791a434f";
    private const string EveryFive = """
        ,"monitor_config":{"schedule":{"type":"crontab","value":"*/5 * * * *"},"max_runtime":10}
        """;

    [Fact]
    public async Task A_check_in_with_a_configuration_makes_its_monitor()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await SendAsync(host, "ok", EveryFive);

        Assert.Equal(IngestStatus.Accepted, outcome.Status);
        Assert.Equal(1, (await host.OutcomesAsync())["monitor accepted"]);
        var monitor = await MonitorAsync(host);
        Assert.Equal(("nightly", "Nightly", MonitorStatus.Active), (monitor.Slug, monitor.Settings.Name, monitor.Status));
        var environment = Assert.Single(monitor.Environments);
        Assert.Equal(("production", CheckInStatus.Ok, At(0), At(5), At(6)),
            (environment.Name, environment.LastStatus, environment.LastCheckInAt!.Value, environment.NextExpectedAt!.Value, environment.MissedAt!.Value));
        Assert.Equal(CheckInStatus.Ok, Assert.Single(await CheckInsAsync(host)).Status);
    }

    [Fact]
    public async Task A_check_in_without_a_configuration_needs_a_monitor()
    {
        await using var host = await IntakeHost.StartAsync();

        var unknown = await SendAsync(host, "ok");
        await SendAsync(host, "ok", EveryFive);
        var known = await SendAsync(host, "error");

        Assert.Equal((IngestStatus.Accepted, IngestStatus.Accepted), (unknown.Status, known.Status));
        Assert.Single(await CheckInsAsync(host), checkIn => checkIn.Status == CheckInStatus.Error);
        Assert.Equal(1, (await host.OutcomesAsync())["monitor invalid unknown_monitor"]);
    }

    [Fact]
    public async Task An_end_that_overtakes_the_beginning_of_the_first_run_ends_it()
    {
        await using var host = await IntakeHost.StartAsync();

        var end = SendAsync(host, "ok", id: Id);
        await SendAsync(host, "in_progress", EveryFive, Id);
        await AdvanceUntilAsync(host, end);

        Assert.Equal(IngestStatus.Accepted, (await end).Status);
        var run = Assert.Single(await CheckInsAsync(host));
        Assert.Equal((Guid.Parse(Id), CheckInStatus.Ok), (run.Id, run.Status));
        Assert.Equal(2, (await host.OutcomesAsync())["monitor accepted"]);
    }

    [Fact]
    public async Task An_end_of_a_monitor_that_is_never_made_is_dropped_after_a_while()
    {
        await using var host = await IntakeHost.StartAsync();

        var end = SendAsync(host, "ok", id: Id);
        await AdvanceUntilAsync(host, end);

        Assert.InRange(host.Time.GetUtcNow() - At(0), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
        Assert.Equal(1, (await host.OutcomesAsync())["monitor invalid unknown_monitor"]);
    }

    [Fact]
    public async Task A_malformed_check_in_is_refused_with_its_field_and_its_neighbour_is_taken()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync("{}\n" + Item("fine", EveryFive) + Item("ok", EveryFive));

        Assert.Equal(IngestStatus.Accepted, outcome.Status);
        Assert.StartsWith("status:", Assert.Single(outcome.Causes), StringComparison.Ordinal);
        var outcomes = await host.OutcomesAsync();
        Assert.Equal((1, 1), (outcomes["monitor invalid invalid_check_in"], outcomes["monitor accepted"]));
    }

    [Fact]
    public async Task A_configuration_that_changes_is_what_counts_from_then_on()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "ok", EveryFive);
        var id = (await MonitorAsync(host)).Id;

        await SendAsync(host, "ok", EveryFive.Replace("*/5", "*/20", StringComparison.Ordinal));

        var monitor = await MonitorAsync(host);
        Assert.Equal((id, "*/20 * * * *", At(20)), (monitor.Id, monitor.Settings.Schedule.Crontab, monitor.Environments[0].NextExpectedAt!.Value));
    }

    [Fact]
    public async Task More_check_ins_a_minute_than_the_limit_are_dropped_and_silence_nobody()
    {
        await using var host = await IntakeHost.StartAsync();
        for (var sent = 0; sent < 8; sent++)
        {
            var outcome = await SendAsync(host, "ok", EveryFive);
            Assert.Equal((IngestStatus.Accepted, null), (outcome.Status, outcome.RateLimits));
        }

        Assert.Equal(2, (await host.OutcomesAsync())["monitor rate_limited check_in_rate"]);
        Assert.Equal(6, (await CheckInsAsync(host)).Length);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(host, "ok", EveryFive);
        Assert.Equal(7, (await CheckInsAsync(host)).Length);
    }

    [Fact]
    public async Task A_repeated_check_in_changes_nothing()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "error", EveryFive, Id);

        var again = await SendAsync(host, "error", EveryFive, Id);

        Assert.Equal(IngestStatus.Accepted, again.Status);
        Assert.Equal(1, (await MonitorAsync(host)).Environments[0].ConsecutiveFailures);
        Assert.Equal(1, (await host.OutcomesAsync())["monitor invalid duplicate"]);
    }

    [Fact]
    public async Task Check_ins_that_meet_are_all_counted()
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.Monitors.CheckInsPerMinute = 1000);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => SendAsync(host, "error", EveryFive))));

        Assert.Equal(12, (await MonitorAsync(host)).Environments[0].ConsecutiveFailures);
        Assert.Equal(12, (await CheckInsAsync(host)).Length);
        Assert.Equal(["monitor-failed"], await SignalsAsync(host));
    }

    [Fact]
    public async Task Check_ins_that_meet_on_several_hosts_are_all_counted()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "ok", EveryFive);
        CheckInRecorder[] recorders = [Recorder(), Recorder(), Recorder()];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(sent => Task.Run(async () => await recorders[sent % 3].RecordAsync(
            host.Project,
            new CheckInReport { Id = null, Slug = "nightly", Name = "", Status = CheckInStatus.Error, Environment = "production" },
            At(1),
            TestContext.Current.CancellationToken))));

        Assert.All(outcomes, outcome => Assert.Equal(RecordOutcome.Recorded, outcome));
        Assert.Equal(12, (await MonitorAsync(host)).Environments[0].ConsecutiveFailures);
        Assert.Equal(["monitor-failed"], await SignalsAsync(host));

        CheckInRecorder Recorder() => ActivatorUtilities.CreateInstance<CheckInRecorder>(host.Service<IServiceProvider>());
    }

    [Fact]
    public async Task A_missed_run_is_judged_by_the_timer_once_and_told_once()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "ok", EveryFive);
        await PassAsync(host, TimeSpan.FromMinutes(6) + TimeSpan.FromSeconds(4));
        Assert.Single(await CheckInsAsync(host));

        await PassAsync(host, TimeSpan.FromSeconds(2));
        await PassAsync(host, TimeSpan.FromSeconds(20));

        var checkIns = await CheckInsAsync(host);
        Assert.Equal([(CheckInStatus.Missed, At(5)), (CheckInStatus.Ok, At(0))], checkIns.Select(checkIn => (checkIn.Status, checkIn.StartedAt)));
        Assert.Equal(["monitor-failed"], await SignalsAsync(host));
        await SendAsync(host, "ok");
        Assert.Equal(["monitor-failed", "monitor-recovered"], await SignalsAsync(host));
        Assert.Null((await MonitorAsync(host)).Environments[0].Incident);
    }

    [Fact]
    public async Task A_run_that_takes_too_long_times_out_and_keeps_what_was_known_of_it()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "in_progress", EveryFive + ""","release":"shop@1" """, Id);

        await PassAsync(host, TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(6));

        var run = Assert.Single(await CheckInsAsync(host), checkIn => checkIn.Id.ToString("N") == Id);
        Assert.Equal((CheckInStatus.TimedOut, "shop@1"), (run.Status, run.Release));
    }

    [Fact]
    public async Task A_host_that_was_away_misses_nothing_that_may_have_come()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "ok", EveryFive);
        await PassAsync(host, TimeSpan.FromMinutes(1));

        host.Time.Advance(TimeSpan.FromHours(3));
        await PassAsync(host, TimeSpan.FromSeconds(1));

        Assert.Equal([CheckInStatus.Unknown, CheckInStatus.Ok], (await CheckInsAsync(host)).Select(checkIn => checkIn.Status));
        Assert.Empty(await SignalsAsync(host));
    }

    [Fact]
    public async Task A_muted_monitor_fails_in_silence_and_a_disabled_one_takes_nothing()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "ok", EveryFive);
        await Monitors(host).SetStatusAsync(Actor.System, host.Project, "nightly", MonitorStatus.Muted, null, TestContext.Current.CancellationToken);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(host, "error");
        Assert.Empty(await SignalsAsync(host));

        await Monitors(host).SetStatusAsync(Actor.System, host.Project, "nightly", MonitorStatus.Disabled, null, TestContext.Current.CancellationToken);
        var dropped = await SendAsync(host, "error", EveryFive);
        await PassAsync(host, TimeSpan.FromMinutes(30));

        Assert.Equal(IngestStatus.Accepted, dropped.Status);
        Assert.Equal(1, (await host.OutcomesAsync())["monitor filtered monitor_disabled"]);
        Assert.Equal([CheckInStatus.Error, CheckInStatus.Ok], (await CheckInsAsync(host)).Select(checkIn => checkIn.Status));
        Assert.Null((await MonitorAsync(host)).Environments[0].NextExpectedAt);

        await Monitors(host).SetStatusAsync(Actor.System, host.Project, "nightly", MonitorStatus.Active, null, TestContext.Current.CancellationToken);
        Assert.Equal(At(35), (await MonitorAsync(host)).Environments[0].NextExpectedAt);
    }

    [Fact]
    public async Task A_project_that_takes_no_errors_misses_nothing()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "ok", EveryFive);
        await host.Service<IProjectDirectory>().SetFeaturesAsync(Actor.System, host.Project, ImmutableArray<Feature>.Empty, cancellationToken: TestContext.Current.CancellationToken);

        await PassAsync(host, TimeSpan.FromMinutes(20));

        Assert.Empty(await SignalsAsync(host));
    }

    [Fact]
    public async Task More_monitors_and_environments_than_allowed_are_refused()
    {
        await using var host = await IntakeHost.StartAsync(configure: options => (options.Monitors.MaxMonitors, options.Monitors.MaxEnvironments) = (1, 1));
        await SendAsync(host, "ok", EveryFive);

        var monitor = await host.SendAsync("{}\n" + Item("ok", EveryFive).Replace("Nightly", "Hourly", StringComparison.Ordinal));
        var environment = await SendAsync(host, "ok", ""","environment":"staging" """);

        Assert.Equal(("too_many_monitors", "too_many_environments"), (monitor.Error, environment.Error));
    }

    [Fact]
    public async Task Deleting_a_monitor_ends_its_timers_and_sweeps_its_check_ins()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "ok", EveryFive);
        var id = (await MonitorAsync(host)).Id;

        var deleted = await Monitors(host).DeleteAsync(Actor.System, host.Project, "nightly", null, TestContext.Current.CancellationToken);
        await PassAsync(host, TimeSpan.FromMinutes(10));

        Assert.Equal(CommandOutcome.Done, deleted.Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Monitors(host).GetAsync(Actor.System, host.Project, "nightly", TestContext.Current.CancellationToken)).Outcome);
        var records = host.Service<MonitorRecords>();
        Assert.Empty((await records.CheckInsAsync(Partition.Of(host.Project), id, new CheckInSearch(), TestContext.Current.CancellationToken)).Items);
        Assert.Empty(await SignalsAsync(host));
    }

    [Fact]
    public async Task Old_check_ins_go_and_young_ones_stay()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "ok", """
            ,"monitor_config":{"schedule":{"type":"interval","value":1,"unit":"year"}}
            """);
        host.Time.Advance(TimeSpan.FromDays(29));
        await SendAsync(host, "ok");

        await PassAsync(host, TimeSpan.FromDays(2), TimeSpan.FromHours(3));

        Assert.Equal(At(0).AddDays(29), Assert.Single(await CheckInsAsync(host)).StartedAt);
    }

    [Fact]
    public async Task Check_ins_come_in_pages_the_youngest_first()
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.Monitors.CheckInsPerMinute = 1000);
        for (var sent = 0; sent < 7; sent++)
        {
            await SendAsync(host, "ok", EveryFive + (sent % 2 == 0 ? "" : ""","environment":"staging" """));
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var found = new List<DateTimeOffset>();
        string? cursor = null;
        do
        {
            var page = (await Monitors(host).ListCheckInsAsync(
                Actor.System, host.Project, "nightly", new CheckInSearch { Limit = 3, Cursor = cursor }, TestContext.Current.CancellationToken)).Value!;
            found.AddRange(page.Items.Select(item => item.StartedAt));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 7).Select(second => At(0).AddSeconds(6 - second)), found);
        var staging = await Monitors(host).ListCheckInsAsync(
            Actor.System, host.Project, "nightly", new CheckInSearch { Environment = "staging" }, TestContext.Current.CancellationToken);
        Assert.Equal(3, staging.Value!.Items.Length);
        var foreign = await Monitors(host).ListCheckInsAsync(
            Actor.System, host.Project, "nightly", new CheckInSearch { Cursor = "nonsense" }, TestContext.Current.CancellationToken);
        Assert.Equal(CommandOutcome.Invalid, foreign.Outcome);
    }

    [Fact]
    public async Task A_signal_says_what_failed()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "error", EveryFive + ""","release":"shop@2" """, Id);

        var stored = Assert.Single(await host.Service<IDocumentStore>().ReadSignalsAsync(0, 100, TestContext.Current.CancellationToken));
        var signal = MonitorSignals.Failed.Deserialize(stored.Signal.Body);

        Assert.Equal(
            (host.Project, "nightly", "Nightly", "production", MonitorFailure.Error, 1, "shop@2", Guid.ParseExact(Id, "N")),
            (signal.ProjectId, signal.Slug, signal.Name, signal.Environment, signal.Failure, signal.InARow, signal.Release, signal.CheckInId));
        Assert.Equal(signal.AggregateId, stored.Signal.AggregateId);
    }

    private static DateTimeOffset At(int minute) => new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero).AddMinutes(minute);

    private static Task<IngestOutcome> SendAsync(IntakeHost host, string status, string more = "", string? id = null) => host.SendAsync("{}\n" + Item(status, more, id));

    private static string Item(string status, string more, string? id = null) =>
        """{"type":"check_in"}""" + "\n" + $$"""{"check_in_id":"{{id ?? new string('0', 32)}}","monitor_slug":"Nightly","status":"{{status}}"{{more.Trim()}}}""" + "\n";

    private static IMonitors Monitors(IntakeHost host) => host.Service<IMonitors>();

    private static async Task<JobMonitor> MonitorAsync(IntakeHost host) =>
        (await Monitors(host).GetAsync(Actor.System, host.Project, "nightly", TestContext.Current.CancellationToken)).Value!;

    private static async Task<ImmutableArray<CheckIn>> CheckInsAsync(IntakeHost host) =>
        (await Monitors(host).ListCheckInsAsync(
            Actor.System, host.Project, "nightly", new CheckInSearch { Limit = 100 }, TestContext.Current.CancellationToken)).Value!.Items;

    private static async Task<string[]> SignalsAsync(IntakeHost host) =>
        [.. (await host.Service<IDocumentStore>().ReadSignalsAsync(0, 100, TestContext.Current.CancellationToken)).Select(stored => stored.Signal.Type)];

    /// <summary>Lets time pass until something is answered.</summary>
    private static async Task AdvanceUntilAsync(IntakeHost host, Task answered)
    {
        for (var step = 0; step < 100 && !answered.IsCompleted; step++)
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(answered, Task.Delay(50, TestContext.Current.CancellationToken));
        }
    }

    /// <summary>Lets time pass as in a running host: with signs of life, and timers that fire.</summary>
    private static async Task PassAsync(IntakeHost host, TimeSpan time, TimeSpan? step = null)
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

    private static async Task FireAsync<THandler>(IntakeHost host, IDocumentStore store, string kind)
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
