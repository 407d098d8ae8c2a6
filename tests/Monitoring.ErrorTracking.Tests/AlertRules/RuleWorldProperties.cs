using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.Access;
using Monitoring.ErrorTracking.AlertRules;
using Monitoring.ErrorTracking.AlertRules.Running;
using Monitoring.ErrorTracking.AlertRules.Touching;
using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.Tests.AlertRules;

/// <summary>
/// A rule that counts, as a host runs it over its store, with random events, edits, mutes, clock moves and restarts, against a model that counts events by itself.
/// </summary>
public sealed class RuleWorldProperties
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Cooldown = TimeSpan.FromMinutes(30);

    [Property(MaxTest = 60)]
    public Property No_firing_is_forgotten_and_none_is_told_twice_within_the_cooldown()
    {
        var operation = Gen.OneOf(
            Gen.Choose(1, 6).SelectMany(count => Gen.Elements('a', 'b').Select(issue => new Operation(Kind.Report, count, issue))),
            Gen.Choose(1, 25).Select(minutes => new Operation(Kind.Pass, minutes, ' ')),
            Gen.Choose(1, 8).Select(threshold => new Operation(Kind.Edit, threshold, ' ')),
            Gen.Choose(1, 40).Select(minutes => new Operation(Kind.Mute, minutes, ' ')),
            Gen.Elements(new Operation(Kind.Unmute, 0, ' '), new Operation(Kind.Rename, 0, ' '), new Operation(Kind.Restart, 0, ' '), new Operation(Kind.Lose, 0, ' ')));
        return Prop.ForAll(Gen.ListOf(operation).ToArbitrary(), operations => CheckAsync([.. operations]).GetAwaiter().GetResult());
    }

    private static async Task<Property> CheckAsync(Operation[] operations)
    {
        await using var world = await RuleWorld.StartAsync();
        var rule = await world.AddAsync(
            new() { Kind = AlertTriggerKind.Events, Threshold = 4, Window = Window }, settings => settings with { Cooldown = Cooldown });
        var events = new List<(char Issue, DateTimeOffset At)>();
        var (threshold, mutedUntil) = (4, DateTimeOffset.MinValue);
        for (var index = 0; index < operations.Length; index++)
        {
            var (kind, value, issue) = operations[index];
            switch (kind)
            {
                case Kind.Report:
                    events.AddRange(Enumerable.Repeat((issue, world.Now), value));
                    await world.ReportAsync($"{issue}", value);
                    break;
                case Kind.Lose:
                    // Stored, and the host is killed before it looks.
                    events.Add(('a', world.Now));
                    await world.AppendAsync([("a", world.Now, 1)]);
                    break;
                case Kind.Pass:
                    for (var minute = 0; minute < value; minute++)
                    {
                        world.PassMinutes(1);
                        await world.JudgeAsync(rule);
                    }

                    break;
                case Kind.Edit:
                    threshold = value;
                    await world.ChangeAsync(rule, settings => settings with { Trigger = settings.Trigger with { Threshold = value } });
                    break;
                case Kind.Rename:
                    await world.ChangeAsync(rule, settings => settings with { Name = $"rule {index}" });
                    break;
                case Kind.Mute or Kind.Unmute:
                    mutedUntil = kind == Kind.Mute ? world.Now.AddMinutes(value) : DateTimeOffset.MinValue;
                    await world.Rules.MuteAsync(Actor.System, world.Project, rule, kind == Kind.Mute ? mutedUntil : null, cancellationToken: RuleWorld.Cancellation);
                    break;
                default:
                    world.Service<TouchedIssues>().Drain();
                    world.Service<RuleBook>().Forget(world.Project);
                    break;
            }

            await world.JudgeAsync(rule);
            if (await FindFaultAsync(world, rule, events, threshold, world.Now >= mutedUntil) is { } fault)
            {
                return false.Label($"after {index} of {string.Join(' ', operations.Select(one => $"{one.Kind}{one.Value}{one.Issue}"))}: {fault}");
            }
        }

        return true.ToProperty();
    }

    private static async Task<string?> FindFaultAsync(
        RuleWorld world, EntityId rule, List<(char Issue, DateTimeOffset At)> events, int threshold, bool isLoud)
    {
        var fired = await world.FiredAsync();
        var ended = await world.EndedAsync();
        var history = await world.HistoryAsync(rule);
        foreach (var issue in "ab")
        {
            ImmutableArray<ErrorAlertFired> own = [.. fired.Where(signal => signal.Title == $"{issue}").OrderBy(signal => signal.StartedAt)];
            var over = ended.Where(signal => own.Any(one => one.FiringId == signal.FiringId)).Select(signal => signal.FiringId).ToList();
            var open = own.Where(signal => !over.Contains(signal.FiringId)).ToList();
            var count = events.Count(item => item.Issue == issue && item.At >= world.Now - Window);
            var isCool = own.IsEmpty || own[^1].StartedAt + Cooldown <= world.Now;
            var fault = own.Zip(own.Skip(1)).Any(pair => pair.Second.StartedAt - pair.First.StartedAt < Cooldown) ? "fired twice within the cooldown"
                : over.Count != over.Distinct().Count() ? "ended twice"
                : open.Count > 1 || (open.Count == 1 && open[0] != own[^1]) ? "fires for two at once"
                : own.Any(signal => signal.Reason.Length == 0 || history.All(firing => firing.Id != signal.FiringId)) ? "fired without a reason or a trace"
                : isLoud && isCool && count > threshold && open.Count == 0 ? $"forgot to fire for {count} over {threshold}"
                : open.Count == 1 && count == 0 && events.All(item => item.Issue != issue || item.At < world.Now - Window - TimeSpan.FromMinutes(2)) ? "does not end"
                : null;
            if (fault is not null)
            {
                return $"{issue}: {fault}";
            }
        }

        return history.Length == fired.Length ? null : "history and signals differ";
    }

    private enum Kind
    {
        Report,
        Lose,
        Pass,
        Edit,
        Rename,
        Mute,
        Unmute,
        Restart,
    }

    private sealed record Operation(Kind Kind, int Value, char Issue);
}
