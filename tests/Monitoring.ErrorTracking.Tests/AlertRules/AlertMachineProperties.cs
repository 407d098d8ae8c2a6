using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.AlertRules.Judging;

namespace Monitoring.ErrorTracking.Tests.AlertRules;

/// <summary>The machine against a model that knows only what was observed when, and what was told.</summary>
public sealed class AlertMachineProperties
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly AlertPace Pace = new() { Cooldown = TimeSpan.FromMinutes(30), Calm = TimeSpan.FromMinutes(5) };

    [Property(MaxTest = 500)]
    public Property What_holds_fires_once_in_a_cooldown_and_ends_after_calm()
    {
        var operation = Gen.OneOf(
            Gen.Choose(0, 45).Select(minutes => new Operation(Kind.Pass, minutes)),
            Gen.Choose(0, 3).Select(value => new Operation(Kind.Observe, value)),
            Gen.Choose(0, 5).Select(cause => new Operation(Kind.Wake, cause)),
            Gen.Elements(new Operation(Kind.Mute, 0), new Operation(Kind.Unmute, 0), new Operation(Kind.Hold, 0), new Operation(Kind.End, 0), new Operation(Kind.Restart, 0)));
        return Prop.ForAll(Gen.ListOf(operation).ToArbitrary(), operations =>
        {
            var told = Run([.. operations]);
            return Check([.. operations], told) is { } fault ? false.Label(fault) : Run([.. operations]).SequenceEqual(told).Label("a replay told something else");
        });
    }

    [Property(MaxTest = 500)]
    public Property A_moment_fires_once_whatever_is_delivered_again()
    {
        var operation = Gen.Choose(1, 12).SelectMany(cause => Gen.Elements(false, true).Select(wakes => (Cause: cause, Wakes: wakes)));
        return Prop.ForAll(Gen.ListOf(operation).ToArbitrary(), operations =>
        {
            var state = AlertState.Ok;
            var fired = new List<int>();
            var ids = 0;
            var seen = new HashSet<int>();
            var expected = new List<int>();
            DateTimeOffset? cooling = null;
            foreach (var (cause, wakes) in operations)
            {
                var at = Start.AddMinutes(7 * cause);
                var step = wakes
                    ? AlertMachine.OnWaking(state, Id(cause), Pace, at, AlertGate.Open, () => Id(1000 + ++ids))
                    : AlertMachine.OnMoment(state, Id(cause), Pace, at, AlertGate.Open, () => Id(1000 + ++ids));
                state = step.State;
                if (step.Effect == AlertEffect.Fired)
                {
                    fired.Add(cause);
                }

                if (!seen.Add(cause))
                {
                    continue;
                }

                if (wakes || !(at < cooling))
                {
                    expected.Add(cause);
                    cooling = at + Pace.Cooldown;
                }

                // The machine takes a start that lies far ahead for a clock that was set back; the order of delivery is that of time within an issue.
                if (operations.Zip(operations.Skip(1)).Any(pair => pair.Second.Cause < pair.First.Cause))
                {
                    return true;
                }
            }

            return expected.SequenceEqual(fired);
        });
    }

    [Fact]
    public void Wake_WhileCooling_LetsTheNextFiringThrough()
    {
        var first = AlertMachine.OnValue(AlertState.Ok, Bad, Pace, Start, AlertGate.Open, () => Id(1));
        var ended = AlertMachine.End(first.State).State;

        var swallowed = AlertMachine.OnValue(ended, Bad, Pace, Start.AddMinutes(1), AlertGate.Open, () => Id(2));
        var woken = AlertMachine.Wake(swallowed.State, Id(9));
        var second = AlertMachine.OnValue(woken, Bad, Pace, Start.AddMinutes(2), AlertGate.Open, () => Id(3));

        Assert.Equal((AlertEffect.Fired, AlertEffect.None, AlertEffect.Fired), (first.Effect, swallowed.Effect, second.Effect));
        Assert.Equal(1, second.Suppressed);
        Assert.Equal(woken, AlertMachine.Wake(woken, Id(9)));
    }

    [Fact]
    public void Clock_SetBack_DoesNotSilenceForLongerThanACooldown()
    {
        var first = AlertMachine.OnValue(AlertState.Ok, Bad, Pace, Start.AddDays(3), AlertGate.Open, () => Id(1));
        var ended = AlertMachine.End(first.State).State;

        var waiting = AlertMachine.OnValue(ended, Bad, Pace, Start, AlertGate.Open, () => Id(2));
        var second = AlertMachine.OnValue(waiting.State, Bad, Pace, Start + Pace.Cooldown, AlertGate.Open, () => Id(3));

        Assert.Equal((AlertEffect.None, AlertEffect.Fired), (waiting.Effect, second.Effect));
    }

    private static Observation Bad { get; } = new() { Holds = true };

    /// <summary>Runs operations and tells what was told: the minute, and whether it began.</summary>
    private static List<(int Step, bool Began)> Run(Operation[] operations)
    {
        var (state, at, gate, ids) = (AlertState.Ok, Start, AlertGate.Open, 0);
        var told = new List<(int, bool)>();
        for (var index = 0; index < operations.Length; index++)
        {
            var step = operations[index].Kind switch
            {
                Kind.Observe => AlertMachine.OnValue(state, Observed(operations[index].Value), Pace, at, gate, () => Id(++ids)),
                Kind.Wake => AlertStep.To(AlertMachine.Wake(state, Id(100 + operations[index].Value))),
                Kind.End => AlertMachine.End(state),
                _ => AlertStep.To(state),
            };
            at += operations[index].Kind == Kind.Pass ? TimeSpan.FromMinutes(operations[index].Value) : TimeSpan.Zero;
            gate = operations[index].Kind switch { Kind.Mute => AlertGate.Muted, Kind.Hold => AlertGate.Held, Kind.Unmute => AlertGate.Open, _ => gate };
            state = step.State with { Seen = [.. step.State.Seen] };
            if (step.Effect != AlertEffect.None)
            {
                told.Add((index, step.Effect == AlertEffect.Fired));
            }
        }

        return told;
    }

    private static string? Check(Operation[] operations, List<(int Step, bool Began)> told)
    {
        var (at, isOpen, isFiring, cooling, calm) = (Start, true, false, DateTimeOffset.MinValue, (DateTimeOffset?)null);
        var woke = new HashSet<int>();
        for (var index = 0; index < operations.Length; index++)
        {
            var (kind, value) = (operations[index].Kind, operations[index].Value);
            var begins = kind == Kind.Observe && value == 3 && isOpen && !isFiring && at >= cooling;
            calm = kind == Kind.Observe && isFiring && value < 3 ? (value <= 1 ? calm ?? at : null) : kind == Kind.Observe ? null : calm;
            var ends = isFiring && ((kind == Kind.Observe && calm is { } since && at - since >= Pace.Calm) || kind == Kind.End);
            if (told.Contains((index, true)) != begins || told.Contains((index, false)) != ends)
            {
                return $"at {index} of {string.Join(' ', operations.Select(operation => $"{operation.Kind}{operation.Value}"))}: begins {begins}, ends {ends}";
            }

            (isFiring, cooling, calm) = begins ? (true, at + Pace.Cooldown, null) : ends ? (false, cooling, null) : (isFiring, cooling, calm);
            if (kind == Kind.Wake && !isFiring && woke.Add(value))
            {
                cooling = DateTimeOffset.MinValue;
            }

            isOpen = kind switch { Kind.Mute or Kind.Hold => false, Kind.Unmute => true, _ => isOpen };
            at += kind == Kind.Pass ? TimeSpan.FromMinutes(value) : TimeSpan.Zero;
        }

        return null;
    }

    /// <summary>3 is over the bound, 2 between the two, 1 and 0 on the good side.</summary>
    private static Observation Observed(int value) => new() { Holds = value == 3, IsCalm = value <= 1 };

    private static EntityId Id(int number) => new(new Guid(number, 1, 7, [1, 2, 3, 4, 5, 6, 7, 8]));

    private enum Kind
    {
        Pass,
        Observe,
        Wake,
        Mute,
        Unmute,
        Hold,
        End,
        Restart,
    }

    private sealed record Operation(Kind Kind, int Value);
}
