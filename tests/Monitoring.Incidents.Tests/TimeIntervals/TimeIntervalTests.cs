using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitoring.Incidents.Configuration;
using Monitoring.Incidents.Tests.Support;
using Monitoring.Incidents.TimeIntervals;
using NodaTime;
using YamlDotNet.Serialization;

namespace Monitoring.Incidents.Tests.TimeIntervals;

/// <summary>Mute and active times as Alertmanager has them.</summary>
public sealed class TimeIntervalTests
{
    private const string File = "time_intervals.json";

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyCollection<TheoryDataRow<string>> Containment => Table.Rows(File, "containment");

    public static IReadOnlyCollection<TheoryDataRow<string>> Wrong => Table.Rows(File, "parse_errors");

    public static IReadOnlyCollection<TheoryDataRow<string>> Right => Table.Rows(File, "parse_ok");

    [Theory]
    [MemberData(nameof(Containment))]
    public void An_instant_is_inside_or_not(string row)
    {
        var node = JsonNode.Parse(row)!;
        var intervals = Read(node["intervals"]!);

        Assert.All(Instants(node["contains"]), instant => Assert.Contains(intervals, interval => interval.Contains(instant)));
        Assert.All(Instants(node["excludes"]), instant => Assert.DoesNotContain(intervals, interval => interval.Contains(instant)));
    }

    [Fact]
    public void Names_of_intervals_that_hold_an_instant_are_told()
    {
        var mutes = Table.Alertmanager(File)["mutes"]!;
        var named = mutes["intervals"]!.AsObject().ToDictionary(interval => interval.Key, interval => Read(interval.Value!));

        Assert.All(mutes["cases"]!.AsArray(), entry => Assert.Equal(
            entry!["mutedBy"]!.AsArray().Select(name => name!.GetValue<string>()),
            named.Where(intervals => intervals.Value.Exists(interval => interval.Contains(At(entry["now"]!)))).Select(intervals => intervals.Key)));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_refused_with_its_place(string row)
    {
        var field = Assert.Single(Yaml(row)).Key;
        var problems = Problems(row);

        Assert.StartsWith($"time_intervals[0].{field}[0]", Assert.Single(problems).Place, StringComparison.Ordinal);
        Assert.NotEmpty(problems[0].Message);
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void What_is_right_is_taken(string row) => Assert.Empty(Problems(row));

    [Fact]
    public void An_unknown_zone_is_refused()
    {
        var problems = new List<ConfigurationProblem>();
        new TimeIntervalReader("time_intervals[0]", problems).Read(new TimeIntervalDefinition { Location = "Mars/Olympus" });

        Assert.Equal("time_intervals[0].location: 'Mars/Olympus' is no zone of the time-zone database, such as Europe/Berlin", Assert.Single(problems).ToString());
    }

    /// <summary>By brute force: minutes of local days, over nights in which clocks change.</summary>
    [Theory]
    [InlineData("Europe/Berlin", "2031-03-29", 4)]
    [InlineData("Europe/Berlin", "2031-10-25", 4)]
    [InlineData("Australia/Lord_Howe", "2031-04-05", 3)]
    public void A_night_is_muted_by_the_clock_on_the_wall(string zone, string from, int days)
    {
        var interval = new TimeIntervalReader("", []).Read(new TimeIntervalDefinition { Times = [new() { StartTime = "02:00", EndTime = "03:30" }], Location = zone });
        var start = Instant.FromDateTimeOffset(DateTimeOffset.Parse($"{from}T00:00:00Z", CultureInfo.InvariantCulture));
        for (var minute = 0; minute < days * 24 * 60; minute++)
        {
            var instant = start + Duration.FromMinutes(minute);
            var clock = TimeZoneInfo.ConvertTime(instant.ToDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById(zone)).TimeOfDay;
            Assert.Equal(clock >= TimeSpan.FromHours(2) && clock < TimeSpan.FromHours(3.5), interval.Contains(instant));
        }
    }

    private static List<TimeInterval> Read(JsonNode intervals)
    {
        var problems = new List<ConfigurationProblem>();
        var read = intervals.Deserialize<List<TimeIntervalDefinition>>(Options)!.ConvertAll(new TimeIntervalReader("time_intervals[0]", problems).Read);
        Assert.Empty(problems);
        return read;
    }

    private static List<ConfigurationProblem> Problems(string row)
    {
        var problems = new List<ConfigurationProblem>();
        var json = JsonSerializer.Serialize(Yaml(row));
        new TimeIntervalReader("time_intervals[0]", problems).Read(JsonSerializer.Deserialize<TimeIntervalDefinition>(json, Options)!);
        return problems;
    }

    private static Dictionary<string, object> Yaml(string row) => new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(JsonNode.Parse(row)!["yaml"]!.GetValue<string>());

    private static IEnumerable<Instant> Instants(JsonNode? list) => list!.AsArray().Select(instant => At(instant!));

    private static Instant At(JsonNode text) => Instant.FromDateTimeOffset(DateTimeOffset.Parse(text.GetValue<string>(), CultureInfo.InvariantCulture));
}
