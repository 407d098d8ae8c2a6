using Monitoring.ErrorTracking.Monitors;
using Monitoring.ErrorTracking.Monitors.Judging;

namespace Monitoring.ErrorTracking.Tests.Monitors;

/// <summary>The stories of check-ins. The clock begins at 12:00:07; runs are due each five minutes, with a margin of one and a longest time of ten.</summary>
public sealed class MonitorWorldTests
{
    private static readonly MonitorSettings EveryFive = new()
    {
        Schedule = MonitorSchedule.OfCrontab("*/5 * * * *"),
        MaxRunTime = TimeSpan.FromMinutes(10),
    };

    private readonly Guid _one = new(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
    private readonly Guid _two = new(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    [Fact]
    public void A_run_that_is_told_of_twice_is_one_with_a_duration()
    {
        var world = new MonitorWorld(EveryFive);

        world.Send(CheckInStatus.InProgress, _one);
        world.Pass(TimeSpan.FromSeconds(90));
        world.Send(CheckInStatus.Ok, _one);

        var run = Assert.Single(world.CheckIns.Values);
        Assert.Equal((CheckInStatus.Ok, TimeSpan.FromSeconds(90), MonitorWorld.Start), (run.Status, run.Duration, run.StartedAt));
        Assert.Empty(world.State.Open);
        Assert.Equal(At(5, 0), world.State.NextExpectedAt);
    }

    [Fact]
    public void The_duration_that_the_sender_tells_wins()
    {
        var world = new MonitorWorld(EveryFive);

        world.Send(CheckInStatus.InProgress, _one);
        world.Pass(TimeSpan.FromSeconds(90));
        world.Send(CheckInStatus.Error, _one, TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(3), world.CheckIns[_one].Duration);
    }

    [Fact]
    public void Each_slot_that_nobody_came_to_is_missed_once_after_its_margin()
    {
        var world = new MonitorWorld(EveryFive);
        world.Send(CheckInStatus.Ok);

        world.Pass(At(6, 0) - MonitorWorld.Start - TimeSpan.FromTicks(1));
        Assert.Empty(world.With(CheckInStatus.Missed));
        world.Pass(TimeSpan.FromMinutes(15));

        Assert.Equal([At(5, 0), At(10, 0), At(15, 0)], world.With(CheckInStatus.Missed).Select(missed => missed.StartedAt).Order());
        Assert.Equal(3, world.State.ConsecutiveFailures);
        Assert.True(Assert.Single(world.Changes).IsFailure);
    }

    [Fact]
    public void A_run_a_little_too_early_is_for_the_slot_that_comes()
    {
        var world = new MonitorWorld(EveryFive);
        world.Send(CheckInStatus.Ok);
        world.Pass(At(4, 45) - world.Now);
        world.Send(CheckInStatus.Ok);

        world.Pass(At(10, 59) - world.Now);

        Assert.Empty(world.With(CheckInStatus.Missed));
    }

    [Fact]
    public void A_run_that_does_not_end_times_out_and_its_late_end_mends_the_record_alone()
    {
        var world = new MonitorWorld(EveryFive with { Schedule = MonitorSchedule.OfCrontab("@daily") });
        world.Send(CheckInStatus.InProgress, _one);
        world.Pass(TimeSpan.FromMinutes(11));
        Assert.Equal(CheckInStatus.TimedOut, world.CheckIns[_one].Status);

        world.Send(CheckInStatus.Ok, _one);

        Assert.Equal((CheckInStatus.Ok, true), (world.CheckIns[_one].Status, world.CheckIns[_one].IsLate));
        Assert.NotNull(world.State.Incident);
        Assert.Equal(StepOutcome.Repeated, world.Send(CheckInStatus.Ok, _one));
        world.Send(CheckInStatus.Ok);
        Assert.Null(world.State.Incident);
        Assert.Equal([true, false], world.Changes.Select(change => change.IsFailure));
    }

    [Fact]
    public void A_run_that_says_again_that_it_is_under_way_gets_its_time_anew()
    {
        var world = new MonitorWorld(EveryFive with { Schedule = MonitorSchedule.OfCrontab("@daily") });
        world.Send(CheckInStatus.InProgress, _one);
        world.Pass(TimeSpan.FromMinutes(9));
        world.Send(CheckInStatus.InProgress, _one);

        world.Pass(TimeSpan.FromMinutes(9));
        Assert.Equal(CheckInStatus.InProgress, world.CheckIns[_one].Status);
        world.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(CheckInStatus.TimedOut, world.CheckIns[_one].Status);
    }

    [Fact]
    public void An_end_without_an_id_ends_the_youngest_run_and_a_lone_one_is_a_run_of_its_own()
    {
        var world = new MonitorWorld(EveryFive);
        world.Send(CheckInStatus.InProgress, _one);
        world.Pass(TimeSpan.FromSeconds(1));
        world.Send(CheckInStatus.InProgress, _two);

        world.Send(CheckInStatus.Ok);
        Assert.Equal([CheckInStatus.InProgress, CheckInStatus.Ok], [world.CheckIns[_one].Status, world.CheckIns[_two].Status]);
        world.Send(CheckInStatus.Error);
        Assert.Equal(CheckInStatus.Error, world.CheckIns[_one].Status);
        world.Send(CheckInStatus.Ok);
        Assert.Equal(3, world.CheckIns.Count);
    }

    [Fact]
    public void An_incident_opens_after_so_many_failures_and_closes_after_so_many_good_runs()
    {
        var world = new MonitorWorld(EveryFive with { FailureThreshold = 3, RecoveryThreshold = 2 });
        foreach (var status in new[] { CheckInStatus.Error, CheckInStatus.Error, CheckInStatus.Ok, CheckInStatus.Error, CheckInStatus.Error })
        {
            world.Send(status);
        }

        Assert.Empty(world.Changes);
        world.Send(CheckInStatus.Error);
        world.Send(CheckInStatus.Error);
        var opened = Assert.Single(world.Changes);
        Assert.Equal((true, 3), (opened.IsFailure, opened.Streak));
        world.Send(CheckInStatus.Ok);
        world.Send(CheckInStatus.Error);
        world.Send(CheckInStatus.Ok);
        Assert.Single(world.Changes);
        world.Send(CheckInStatus.Ok);

        Assert.Equal(opened.Incident, world.Changes[^1].Incident);
        Assert.False(world.Changes[^1].IsFailure);
        Assert.Null(world.State.Incident);
    }

    [Fact]
    public void A_run_overtaken_by_a_younger_result_times_out_without_making_the_monitor_fail()
    {
        var world = new MonitorWorld(EveryFive with { Schedule = MonitorSchedule.OfCrontab("@daily") });
        world.Send(CheckInStatus.InProgress, _one);
        world.Pass(TimeSpan.FromMinutes(1));
        world.Send(CheckInStatus.Ok, _two);

        world.Pass(TimeSpan.FromMinutes(10));

        Assert.Equal(CheckInStatus.TimedOut, world.CheckIns[_one].Status);
        Assert.Empty(world.Changes);
    }

    [Fact]
    public void What_may_have_come_while_no_host_was_alive_is_unknown_and_not_missed()
    {
        var world = new MonitorWorld(EveryFive);
        world.Send(CheckInStatus.InProgress, _one);

        world.Down(TimeSpan.FromMinutes(32), TimeSpan.FromSeconds(30));

        Assert.Empty(world.With(CheckInStatus.Missed));
        Assert.Equal([MonitorWorld.Start, At(5, 0)], world.With(CheckInStatus.Unknown).Select(unknown => unknown.StartedAt).Order());
        Assert.Empty(world.Changes);
        world.Pass(TimeSpan.FromMinutes(4));
        Assert.Equal(At(35, 0), Assert.Single(world.With(CheckInStatus.Missed)).StartedAt);
    }

    [Fact]
    public void A_restart_that_is_quick_judges_as_if_there_had_been_none()
    {
        var world = new MonitorWorld(EveryFive);
        world.Send(CheckInStatus.Ok);
        world.Pass(At(5, 50) - world.Now);

        world.Down(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));

        Assert.Equal(At(5, 0), Assert.Single(world.With(CheckInStatus.Missed)).StartedAt);
    }

    [Fact]
    public void A_clock_that_was_set_back_leaves_nothing_expected_far_ahead()
    {
        var world = new MonitorWorld(EveryFive);
        world.Pass(TimeSpan.FromDays(30));
        world.Send(CheckInStatus.InProgress, _one);
        world.TurnBack(TimeSpan.FromDays(30));

        world.Send(CheckInStatus.Ok, _two);

        Assert.Equal(At(5, 0), world.State.NextExpectedAt);
        world.Pass(TimeSpan.FromMinutes(11));
        Assert.Empty(world.State.Open);
    }

    [Fact]
    public void No_more_runs_are_kept_open_than_fit()
    {
        var world = new MonitorWorld(EveryFive);
        for (var run = 0; run < Arrival.MaxOpen; run++)
        {
            Assert.Equal(StepOutcome.Taken, world.Send(CheckInStatus.InProgress, new Guid(run + 100, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])));
        }

        Assert.Equal(StepOutcome.TooManyOpen, world.Send(CheckInStatus.InProgress, _one));
        Assert.Equal(StepOutcome.Taken, world.Send(CheckInStatus.Ok, _one));
        Assert.Equal(Arrival.MaxOpen, world.State.Open.Length);
    }

    private static DateTimeOffset At(int minute, int second) => new(2026, 11, 22, 12, minute, second, TimeSpan.Zero);
}
