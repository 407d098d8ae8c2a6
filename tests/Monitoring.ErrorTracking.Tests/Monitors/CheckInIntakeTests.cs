using Microsoft.Extensions.DependencyInjection;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.ErrorTracking.Monitors.Reading;
using Monitoring.ErrorTracking.Monitors.Storing;
using Monitoring.ErrorTracking.Tests.Ingest;

namespace Monitoring.ErrorTracking.Tests.Monitors;

/// <summary>Check-ins from the envelope into the store and back out. The clock begins at 12:00.</summary>
public sealed class CheckInIntakeTests : CheckInTest
{
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
}
