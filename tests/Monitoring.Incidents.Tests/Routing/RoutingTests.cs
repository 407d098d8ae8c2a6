using System.Text.Json;
using System.Text.Json.Nodes;
using Monitoring.Incidents.Configuration;
using Monitoring.Incidents.Routing;
using Monitoring.Incidents.Tests.Support;

namespace Monitoring.Incidents.Tests.Routing;

/// <summary>Which way an alert takes.</summary>
public sealed class RoutingTests
{
    private const string File = "routing_tables.json";

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyCollection<TheoryDataRow<string>> Cases => Table.Rows(File, "cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_alert_takes_the_deepest_routes_that_fit(string row)
    {
        var node = JsonNode.Parse(row)!;

        var taken = Read(Table.Alertmanager(File)["tree"]!).Match(Table.Labels(node["labels"]));

        Assert.Equal(
            node["routes"]!.AsArray().Select(route => (
                route!["receiver"]!.GetValue<string>(),
                string.Join(' ', route["groupBy"]!.AsArray().Select(name => name!.GetValue<string>()).Order(StringComparer.Ordinal)),
                route["groupByAll"]!.GetValue<bool>(),
                route["groupWait"]!.GetValue<double>(),
                route["groupInterval"]!.GetValue<double>(),
                route["repeatInterval"]!.GetValue<double>())),
            taken.Select(route => (
                route.Receiver,
                string.Join(' ', route.Grouping.Names),
                route.Grouping.ByAll,
                route.GroupWait.TotalSeconds,
                route.GroupInterval.TotalSeconds,
                route.RepeatInterval.TotalSeconds)));
    }

    [Fact]
    public void Routes_are_walked_as_they_are_written()
    {
        var table = Table.Alertmanager(File);

        var walked = Read(table["tree"]!).Walk().ToList();

        Assert.Equal(table["walkOrder"]!.AsArray().Select(name => name!.GetValue<string>()), walked.Select(route => route.Receiver));
        Assert.Equal(walked.Count, walked.Select(route => route.Id).Distinct().Count());
    }

    [Fact]
    public void Grouping_by_all_labels_is_passed_on_until_a_route_names_some()
    {
        var table = Table.Alertmanager(File)["group_by_all_inheritance"]!;
        var tree = table["tree"]!;
        tree["receiver"] = "any";
        var parent = Assert.Single(Read(tree).Routes);

        Assert.Equal(
            table["groupByAll"]!.AsObject().Select(entry => entry.Value!.GetValue<bool>()),
            [parent.Grouping.ByAll, parent.Routes[0].Grouping.ByAll, parent.Routes[1].Grouping.ByAll]);
    }

    [Fact]
    public void Alerts_with_the_same_values_of_the_named_labels_make_a_group()
    {
        var table = Table.Alertmanager(File)["grouping"]!;
        var tree = Read(table["tree"]!);
        var groups = table["alerts"]!.AsArray().Select(Table.Labels)
            .SelectMany(labels => tree.Match(labels).Select(route => (route.Receiver, route.Grouping.LabelsOf(labels).ToString())))
            .ToHashSet();

        // A part of the alerts is kept back, and with it some groups.
        var expected = table["groups"]!.AsArray().Select(group => (group!["receiver"]!.GetValue<string>(), Table.Labels(group["labels"]).ToString())).ToList();
        Assert.True(expected.Count(groups.Contains) >= 3, string.Join('\n', groups));
    }

    [Fact]
    public void Each_mistake_is_told_with_its_place()
    {
        var problems = new List<ConfigurationProblem>();
        new RouteReader(problems).Read(new RouteDefinition
        {
            Matchers = ["a=b"],
            Continue = true,
            MuteTimeIntervals = ["nights"],
            GroupWait = "5 minutes",
            Routes =
            [
                new RouteDefinition { Matchers = ["a=b", "=c"], GroupBy = ["...", "a"], GroupInterval = "0s" },
                new RouteDefinition { GroupBy = ["a", "a", ""], RepeatInterval = "1m1h", Routes = [new RouteDefinition { Matchers = ["a=~\"(\""] }] },
            ],
        });

        Assert.Equal(
            [
                "route.receiver",
                "route.matchers",
                "route.continue",
                "route",
                "route.group_wait",
                "route.routes[0].matchers[1]",
                "route.routes[0].group_by",
                "route.routes[0].group_interval",
                "route.routes[1].group_by",
                "route.routes[1].group_by",
                "route.routes[1].repeat_interval",
                "route.routes[1].routes[0].matchers[0]",
            ],
            problems.Select(problem => problem.Place));
    }

    [Fact]
    public void A_tree_that_is_too_deep_is_refused()
    {
        var definition = new RouteDefinition();
        for (var depth = 0; depth < 200; depth++)
        {
            definition = new RouteDefinition { Routes = [definition] };
        }

        var problems = new List<ConfigurationProblem>();
        new RouteReader(problems).Read(definition with { Receiver = "any" });

        Assert.EndsWith("routes may lie 32 deep", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("1h30m", 5400)]
    [InlineData("1ms", 0.001)]
    [InlineData("1w2d", 777600)]
    [InlineData("0", 0)]
    public void Durations_are_read(string text, double seconds)
    {
        Assert.Null(PrometheusDuration.Read(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1m1h")]
    [InlineData("1s1s")]
    [InlineData("1.5h")]
    [InlineData("999999999999y")]
    [InlineData("1 h")]
    public void What_is_no_duration_is_refused(string text) => Assert.NotEmpty(PrometheusDuration.Read(text, out _)!);

    private static Route Read(JsonNode tree)
    {
        var problems = new List<ConfigurationProblem>();
        var route = new RouteReader(problems).Read(tree.Deserialize<RouteDefinition>(Options)!);
        Assert.Empty(problems);
        return route;
    }
}
