using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitoring.Incidents.Alerts;
using Monitoring.Incidents.Configuration;
using Monitoring.Incidents.Dispatching;
using Monitoring.Incidents.Inhibition;
using Monitoring.Incidents.Matchers;
using Monitoring.Incidents.Routing;
using Monitoring.Incidents.Silences;
using Monitoring.Incidents.Tests.Support;

namespace Monitoring.Incidents.Tests.Dispatching;

/// <summary>Alertmanager's acceptance scenarios on a clock that stands still between events: what is told of, when, and nothing else.</summary>
public sealed class AcceptanceTests
{
    /// <summary>Peers and the patience of a delivery are no matter of deciding.</summary>
    private static readonly HashSet<string> NotOfDeciding = new(StringComparer.Ordinal) { "webhook_timeout", "retry", "slow_webhook" };

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyCollection<TheoryDataRow<string>> Scenarios =>
        [.. Table.Rows("acceptance_scenarios.json", "scenarios").Where(row => row.Skip is not null || IsOfDeciding(JsonNode.Parse(row.Data)!))];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_same_is_told_at_the_same_time(string row)
    {
        var scenario = JsonNode.Parse(row)!;
        var told = Run(scenario);
        var tolerance = scenario["toleranceSeconds"]!.GetValue<double>();
        foreach (var (receiver, windows) in scenario["expect"]!.AsObject())
        {
            var last = windows!.AsArray().Max(window => window!["between"]![1]!.GetValue<double>());
            var left = told.Where(notice => notice.Receiver == receiver && notice.At <= last).ToList();
            foreach (var window in windows.AsArray())
            {
                var (from, to) = (window!["between"]![0]!.GetValue<double>(), window["between"]![1]!.GetValue<double>());
                foreach (var expected in window["notifications"]!.AsArray())
                {
                    var found = left.FindIndex(notice => notice.At >= from - tolerance && notice.At <= to + tolerance && IsSame(notice.Alerts, expected!.AsArray(), tolerance));
                    Assert.True(found >= 0, $"{receiver} was not told between {from} and {to} of {expected!.ToJsonString()}; it was told\n{string.Join('\n', told)}");
                    left.RemoveAt(found);
                }
            }

            Assert.Empty(left);
        }
    }

    private static bool IsOfDeciding(JsonNode scenario) =>
        !NotOfDeciding.Contains(scenario["name"]!.GetValue<string>()) && (scenario["config"]!["clusterSize"]?.GetValue<int>() ?? 1) == 1;

    private static List<ToldNotice> Run(JsonNode scenario)
    {
        var delay = Seconds(scenario["config"]!["dispatch_start_delay"]);
        var dispatcher = new Dispatcher(Read(scenario["config"]!), Table.Now + delay);
        var told = new List<ToldNotice>();
        foreach (var step in scenario["events"]!.AsArray().OrderBy(step => step!["at"]!.GetValue<double>()))
        {
            var at = Table.Instant(step!["at"]);
            FlushUntil(dispatcher, at, told);
            Apply(dispatcher, step, at);
        }

        FlushUntil(dispatcher, Table.Now.AddSeconds(120), told);
        return told;
    }

    private static void FlushUntil(Dispatcher dispatcher, DateTimeOffset until, List<ToldNotice> told)
    {
        while (dispatcher.NextFlush is { } next && next <= until)
        {
            foreach (var notice in dispatcher.Flush(next))
            {
                dispatcher.Told(notice);
                if (!notice.Alerts.IsEmpty)
                {
                    told.Add(new ToldNotice(notice.Receiver.Name, (next - Table.Now).TotalSeconds, [.. notice.Alerts.Select(alert => new ToldAlert(alert, next))]));
                }
            }
        }
    }

    private static void Apply(Dispatcher dispatcher, JsonNode step, DateTimeOffset at)
    {
        switch (step["type"]!.GetValue<string>())
        {
            case "push":
                foreach (var alert in step["alerts"]!.AsArray())
                {
                    dispatcher.Put(Message(alert!), at);
                }

                break;
            case "set_silence":
                var silence = step["silence"]!;
                dispatcher.PutSilence(silence["id"]!.GetValue<string>(), new Silence
                {
                    MatcherSets = [[.. silence["matchers"]!.AsArray().Select(matcher => Matcher.Of(
                        matcher!["name"]!.GetValue<string>(), MatchOperators.Read(matcher["op"]!.GetValue<string>()), matcher["value"]!.GetValue<string>()))]],
                    StartsAt = Table.Instant(silence["startsAt"]),
                    EndsAt = Table.Instant(silence["endsAt"]),
                });
                break;
            case "delete_silence":
                dispatcher.ExpireSilence(step["id"]!.GetValue<string>(), at);
                break;
            case "reload":
                // The configuration is the same, and groups go on.
                break;
            case var other:
                Assert.Fail($"The scenario has a step '{other}', which this test does not know.");
                break;
        }
    }

    private static AlertMessage Message(JsonNode alert)
    {
        // Of a start that is not after the base time the origin's driver sends nothing.
        var message = new AlertMessage
        {
            Labels = Table.Labels(alert["labels"]),
            Annotations = alert["annotations"] is JsonObject annotations ? annotations.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>()) : ImmutableSortedDictionary<string, string>.Empty,
            StartsAt = alert["startsAt"] is { } start && start.GetValue<double>() > 0 ? Table.Instant(start) : null,
            EndsAt = alert["endsAt"] is { } end && end.GetValue<double>() > 0 ? Table.Instant(end) : null,
        };
        Assert.Null(message.FindProblem());
        return message;
    }

    private static DispatchConfiguration Read(JsonNode config)
    {
        var problems = new List<ConfigurationProblem>();
        var root = new RouteReader(problems).Read(config["route"]!.Deserialize<RouteDefinition>(Options)!);
        Assert.Empty(problems);
        return new DispatchConfiguration
        {
            Root = root,
            Receivers = ImmutableDictionary.CreateRange(
                [KeyValuePair.Create("default", config["receivers"]!.AsArray().Select(receiver => new Receiver { Name = receiver!["name"]!.GetValue<string>(), WantsResolved = receiver["send_resolved"]?.GetValue<bool>() ?? true }).ToImmutableArray())]),
            InhibitRules = [.. (config["inhibit_rules"]?.AsArray() ?? []).Select(rule => new InhibitRule
            {
                Source = Equals(rule!["source_match"]!),
                Target = Equals(rule["target_match"]!),
                Equal = [.. rule["equal"]!.AsArray().Select(name => name!.GetValue<string>())],
            })],
            ResolveTimeout = config["global"]?["resolve_timeout"] is { } timeout ? Seconds(timeout) : TimeSpan.FromMinutes(5),
        };
    }

    private static ImmutableArray<Matcher> Equals(JsonNode labels) => [.. labels.AsObject().Select(label => Matcher.Of(label.Key, MatchOperator.Equal, label.Value!.GetValue<string>()))];

    private static TimeSpan Seconds(JsonNode? duration)
    {
        var read = TimeSpan.Zero;
        Assert.Null(duration is null ? null : PrometheusDuration.Read(duration.GetValue<string>(), out read));
        return read;
    }

    private static bool IsSame(IReadOnlyCollection<ToldAlert> told, JsonArray expected, double tolerance) => told.Count == expected.Count
        && expected.All(alert => told.Any(one => one.Alert.Labels.Equals(Table.Labels(alert!["labels"]))
            && IsNear(one.Start, alert["startsAt"], tolerance)
            && (alert["endsAt"] is { } end ? one.End is { } ended && IsNear(ended, end, tolerance) : one.End is null)));

    private static bool IsNear(double seconds, JsonNode? expected, double tolerance) => expected is null || Math.Abs(seconds - expected.GetValue<double>()) <= tolerance;

    private sealed record ToldNotice(string Receiver, double At, IReadOnlyCollection<ToldAlert> Alerts)
    {
        public override string ToString() => $"{Receiver} at {At}: {string.Join(' ', Alerts)}";
    }

    private sealed record ToldAlert(Alert Alert, DateTimeOffset At)
    {
        public double Start => (Alert.Span.StartsAt - Table.Now).TotalSeconds;

        public double? End => Alert.IsResolvedAt(At) ? (Alert.Span.EndsAt - Table.Now).TotalSeconds : null;

        public override string ToString() => $"{Alert.Labels} from {Start}{(End is { } end ? $" to {end}" : "")}";
    }
}
