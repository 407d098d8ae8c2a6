using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.ErrorTracking.Monitors.Storing;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Projects;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Monitors;

/// <summary>The timers over the check-ins of a host: what they judge, tell and sweep. The clock begins at 12:00.</summary>
public sealed class CheckInTimerTests : CheckInTest
{
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
}
