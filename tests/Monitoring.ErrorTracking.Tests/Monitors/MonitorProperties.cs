using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Monitors;

namespace Monitoring.ErrorTracking.Tests.Monitors;

/// <summary>What holds whatever a job, the network and the host do: the schedule is judged by a rule of its own, written without the state machine.</summary>
public sealed class MonitorProperties
{
    private static readonly TimeSpan GapAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(30);

    internal enum Deed
    {
        Begin,
        EndWell,
        EndBadly,
        Heartbeat,
        Failure,
        Repeat,
        Wait,
        Stop,
    }

    private static Gen<(Deed Deed, int Seconds)> Steps =>
        from deed in Gen.Frequency(
            (3, Gen.Constant(Deed.Begin)), (3, Gen.Constant(Deed.EndWell)), (1, Gen.Constant(Deed.EndBadly)), (2, Gen.Constant(Deed.Heartbeat)),
            (1, Gen.Constant(Deed.Failure)), (2, Gen.Constant(Deed.Repeat)), (6, Gen.Constant(Deed.Wait)), (1, Gen.Constant(Deed.Stop)))
        from seconds in Gen.OneOf(Gen.Choose(0, 90), Gen.Choose(0, 900), Gen.Choose(0, 5000))
        select (deed, seconds);

    private static Arbitrary<(int Period, int Margin, int MaxRun, int Failures, int Recoveries, bool IsInterval, (Deed Deed, int Seconds)[] Steps)> Stories =>
        Arb.From(
            from period in Gen.Elements(1, 5, 10)
            from margin in Gen.Choose(0, 7)
            from maxRun in Gen.Choose(1, 20)
            from failures in Gen.Choose(1, 4)
            from recoveries in Gen.Choose(1, 3)
            from isInterval in Gen.Elements(true, false)
            from steps in Gen.ArrayOf(Steps)
            select (period, margin, maxRun, failures, recoveries, isInterval, steps));

    [Property(MaxTest = 400)]
    public Property A_slot_is_missed_once_exactly_when_nobody_came_while_it_could_be_heard() => Prop.ForAll(Stories, story =>
    {
        var world = Play(story, isInterval: false);
        var margin = TimeSpan.FromMinutes(story.Margin);
        var missed = world.With(CheckInStatus.Missed).Select(checkIn => checkIn.StartedAt).Order().ToList();

        var expected = world.Begun.Count == 0 ? [] : SlotsAfter(world.Begun[0] + Early, world.Now - margin, story.Period)
            .Where(slot => !world.Begun.Any(begun => begun >= slot - Early && begun < slot + margin))
            .Where(slot => !world.Gaps.Any(gap => gap.From < slot + margin && gap.To >= slot - Early))
            .ToList();

        Assert.Equal(expected, missed);
    });

    [Property(MaxTest = 400)]
    public Property Incidents_open_and_close_in_turn_and_one_is_open_exactly_while_the_thresholds_say_so() => Prop.ForAll(Stories, story =>
    {
        var world = Play(story, story.IsInterval);

        Assert.Equal(world.Changes.Select((_, index) => index % 2 == 0), world.Changes.Select(change => change.IsFailure));
        Assert.All(world.Changes.Where(change => change.IsFailure), change => Assert.Equal(story.Failures, change.Streak));
        Assert.All(world.Changes.Where(change => !change.IsFailure), change => Assert.Equal(story.Recoveries, change.Streak));
        Assert.All(world.Changes.Chunk(2).Where(pair => pair.Length == 2), pair => Assert.Equal(pair[0].Incident, pair[1].Incident));
        Assert.Equal(world.Changes.Count % 2 == 1, world.State.Incident is not null);
        Assert.True(world.State.ConsecutiveFailures < story.Failures || world.State.Incident is not null);
        Assert.True(world.State.ConsecutiveSuccesses < story.Recoveries || world.State.Incident is null);
    });

    [Property(MaxTest = 400)]
    public Property Every_run_ends_and_none_is_missed_while_it_was_in_time() => Prop.ForAll(Stories, story =>
    {
        var world = Play(story, story.IsInterval);
        var margin = TimeSpan.FromMinutes(story.Margin);

        Assert.All(world.With(CheckInStatus.Missed), missed => Assert.DoesNotContain(
            world.Begun, begun => begun >= missed.StartedAt && begun < missed.StartedAt + margin));
        Assert.Equal(
            world.With(CheckInStatus.InProgress).Select(checkIn => checkIn.Id).Order(), world.State.Open.Select(open => open.Id).Order());
        world.Pass(TimeSpan.FromMinutes(story.MaxRun + 1));
        Assert.Empty(world.With(CheckInStatus.InProgress));
        Assert.All(world.With(CheckInStatus.TimedOut), run => Assert.True(run.EndedAt - run.StartedAt >= TimeSpan.FromMinutes(story.MaxRun)));
    });

    private static MonitorWorld Play(
        (int Period, int Margin, int MaxRun, int Failures, int Recoveries, bool IsInterval, (Deed Deed, int Seconds)[] Steps) story, bool isInterval)
    {
        var world = new MonitorWorld(new MonitorSettings
        {
            Schedule = isInterval ? MonitorSchedule.OfInterval(story.Period, MonitorIntervalUnit.Minute) : MonitorSchedule.OfCrontab($"*/{story.Period} * * * *"),
            Margin = TimeSpan.FromMinutes(story.Margin),
            MaxRunTime = TimeSpan.FromMinutes(story.MaxRun),
            FailureThreshold = story.Failures,
            RecoveryThreshold = story.Recoveries,
        });
        var runs = 0;
        foreach (var (deed, seconds) in story.Steps)
        {
            Do(world, deed, seconds, new Guid(++runs, 9, 9, [9, 9, 9, 9, 9, 9, 9, 9]));
        }

        return world;
    }

    private static void Do(MonitorWorld world, Deed deed, int seconds, Guid id)
    {
        switch (deed)
        {
            case Deed.Begin:
                world.Send(CheckInStatus.InProgress, id);
                break;
            case Deed.EndWell or Deed.EndBadly when world.Sent.Count > 0:
                world.Send(deed == Deed.EndWell ? CheckInStatus.Ok : CheckInStatus.Error, world.Sent[seconds % world.Sent.Count].Id);
                break;
            case Deed.Heartbeat:
                world.Send(CheckInStatus.Ok);
                break;
            case Deed.Failure:
                world.Send(CheckInStatus.Error, id);
                break;
            case Deed.Repeat when world.Sent.Count > 0:
                world.Send(world.Sent[seconds % world.Sent.Count]);
                break;
            case Deed.Stop:
                world.Down(TimeSpan.FromSeconds(seconds), GapAfter);
                break;
            default:
                world.Pass(TimeSpan.FromSeconds(seconds));
                break;
        }
    }

    /// <summary>The slots of <c>*/period</c> after an instant up to another, by counting minutes.</summary>
    private static IEnumerable<DateTimeOffset> SlotsAfter(DateTimeOffset after, DateTimeOffset until, int period)
    {
        var slot = new DateTimeOffset(after.Year, after.Month, after.Day, after.Hour, 0, 0, TimeSpan.Zero);
        for (; slot <= until; slot += TimeSpan.FromMinutes(period))
        {
            if (slot > after)
            {
                yield return slot;
            }
        }
    }
}
