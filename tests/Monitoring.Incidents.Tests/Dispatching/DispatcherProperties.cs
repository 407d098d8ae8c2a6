using System.Collections.Immutable;
using Monitoring.Incidents.Alerts;
using Monitoring.Incidents.Configuration;
using Monitoring.Incidents.Dispatching;
using Monitoring.Incidents.Flushing;
using Monitoring.Incidents.Inhibition;
using Monitoring.Incidents.Labels;
using Monitoring.Incidents.Matchers;
using Monitoring.Incidents.Routing;
using Monitoring.Incidents.Silences;
using Monitoring.Incidents.Tests.Support;
using Monitoring.TestData;

namespace Monitoring.Incidents.Tests.Dispatching;

/// <summary>What holds however alerts, silences, time and failing receivers come together.</summary>
public sealed class DispatcherProperties
{
    [Fact]
    public Task Receivers_come_to_know_what_fires_and_nothing_is_told_twice_or_without_a_reason() => RandomRounds.RunAsync(Scale.Count(200, 5_000), random =>
    {
        var run = new DispatcherRun(new Random(random.Next()));
        for (var step = 0; step < 60; step++)
        {
            run.Step();
        }

        run.Settle();
        return Task.CompletedTask;
    });

    [Fact]
    public void The_same_calls_give_the_same_decisions()
    {
        for (var seed = 0; seed < Scale.Count(50, 2_000); seed++)
        {
            Assert.Equal(Decisions(seed), Decisions(seed));
        }
    }

    private static List<string> Decisions(int seed)
    {
        var run = new DispatcherRun(new Random(seed));
        for (var step = 0; step < 60; step++)
        {
            run.Step();
        }

        return run.Told;
    }

    private sealed class DispatcherRun
    {
        private static readonly string[] Names = ["disk", "node", "web"];

        private static readonly Matcher NodeDown = Matcher.Of("alertname", MatchOperator.Equal, "node");

        private readonly Random _random;
        private readonly Dispatcher _dispatcher;
        private readonly Dictionary<(GroupKey Group, string Receiver), ImmutableHashSet<LabelFingerprint>> _known = [];
        private readonly Dictionary<LabelSet, DateTimeOffset> _ends = [];
        private DateTimeOffset _now = Table.Now;

        public DispatcherRun(Random random)
        {
            _random = random;
            var problems = new List<ConfigurationProblem>();
            var root = new RouteReader(problems).Read(new RouteDefinition
            {
                Receiver = "any",
                GroupBy = ["alertname"],
                Routes = [new RouteDefinition { Matchers = ["alertname=web"], GroupBy = ["..."], GroupWait = "0s", Continue = true }, new RouteDefinition { Matchers = ["alertname=~\"web|disk\""] }],
            });
            Assert.Empty(problems);
            _dispatcher = new Dispatcher(new DispatchConfiguration
            {
                Root = root,
                Receivers = ImmutableDictionary.CreateRange([KeyValuePair.Create<string, ImmutableArray<Receiver>>("any", [new Receiver { Name = "all" }, new Receiver { Name = "firing", WantsResolved = false }])]),
                InhibitRules = [new InhibitRule { Source = [NodeDown], Target = [Matcher.Of("alertname", MatchOperator.Equal, "disk")], Equal = ["host"] }],
            });
        }

        public List<string> Told { get; } = [];

        public void Step()
        {
            switch (_random.Next(10))
            {
                case < 5:
                    Push(isResolved: _random.Next(3) == 0);
                    break;
                case 5:
                    _dispatcher.PutSilence("silence", new Silence { MatcherSets = [[NodeDown]], StartsAt = _now, EndsAt = _now.AddMinutes(_random.Next(30)) });
                    break;
                default:
                    Advance(TimeSpan.FromSeconds(_random.Next(600)), mayFail: true);
                    break;
            }
        }

        /// <summary>When nothing more comes, all ends by itself, everybody has heard of it, and nothing is kept.</summary>
        public void Settle()
        {
            Advance(TimeSpan.FromHours(12), mayFail: false);
            Assert.Empty(_dispatcher.Groups);
            Assert.All(_known, known => Assert.Empty(known.Value));
        }

        private void Push(bool isResolved)
        {
            // No two messages come at one instant.
            _now = _now.AddTicks(1);
            var labels = LabelSet.Of([new Label("alertname", Names[_random.Next(Names.Length)]), new Label("host", $"h{_random.Next(3)}")]);
            var alert = _dispatcher.Put(new AlertMessage { Labels = labels, EndsAt = isResolved ? _now : null }, _now);
            _ends[labels] = alert.Span.EndsAt;
            Assert.Equal(isResolved, alert.IsResolvedAt(_now));
        }

        private void Advance(TimeSpan time, bool mayFail)
        {
            var until = _now + time;
            while (_dispatcher.NextFlush is { } next && next <= until)
            {
                _now = next > _now ? next : _now;
                foreach (var notice in _dispatcher.Flush(_now))
                {
                    Check(notice);
                    if (!mayFail || _random.Next(4) > 0)
                    {
                        _dispatcher.Told(notice);
                        _known[(notice.Group, notice.Receiver.Name)] = notice.Record.Firing;
                        Told.Add($"{_now:O} {notice.Group} {notice.Receiver.Name} {notice.Reason} {string.Join(' ', notice.Alerts.Select(alert => alert.Labels))}");
                    }
                }
            }

            _now = until;
        }

        private void Check(Notice notice)
        {
            var known = _known.GetValueOrDefault((notice.Group, notice.Receiver.Name), []);
            var firing = notice.Alerts.Where(alert => _ends[alert.Labels] > _now).Select(alert => alert.Fingerprint).ToImmutableHashSet();
            Assert.True(firing.SetEquals(notice.Record.Firing));
            Assert.Equal(notice.Reason is NotificationReason.First or NotificationReason.NewAlerts, !firing.IsSubsetOf(known));
            Assert.Equal(notice.Reason is NotificationReason.AllResolved, firing.IsEmpty);
            Assert.False(notice.Reason is NotificationReason.NothingToTell or NotificationReason.Known);
            Assert.True(notice.Receiver.WantsResolved || notice.Alerts.All(alert => !alert.IsResolvedAt(_now)));
        }
    }
}
