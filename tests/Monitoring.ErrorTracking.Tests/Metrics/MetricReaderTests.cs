using System.Text;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Metrics;
using Monitoring.ErrorTracking.Metrics.Reading;

namespace Monitoring.ErrorTracking.Tests.Metrics;

public sealed class MetricReaderTests
{
    [Fact]
    public void Lines_of_older_sdks_are_read()
    {
        var points = Lines(
            """
            latency@millisecond:12.5:7|d|#release:shop@1.2.3,environment:test|T1795369888
            queue@none:7:5:9:21:3|g|#release:shop@1.2.3|T1795369888

            orders:2|c
            users:42:ada|s|#region:eu-west
            """,
            out var broken);

        Assert.Equal(0, broken);
        Assert.Equal(
            [("latency", MetricType.Distribution, "millisecond"), ("queue", MetricType.Gauge, "none"), ("orders", MetricType.Counter, ""), ("users", MetricType.Set, "")],
            points.Select(point => (point.Name, point.Type, point.Unit)));
        Assert.Equal([12.5, 7], points[0].Values);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795369888), points[0].Timestamp);
        Assert.Equal([("release", "shop@1.2.3"), ("environment", "test")], points[0].Tags.Select(tag => (tag.Key, tag.Value)));
        Assert.True(points[1].IsSummary);
        Assert.Equal(["42", "ada"], points[3].Members);
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("orders:2")]
    [InlineData("orders:two|c")]
    [InlineData("orders:NaN|c")]
    [InlineData(":2|c")]
    [InlineData("orders:2|x")]
    [InlineData("queue:7:5|g")]
    public void A_broken_line_costs_itself_alone(string line)
    {
        var points = Lines($"a:1|c\n{line}\nb:2|c", out var broken);

        Assert.Equal(1, broken);
        Assert.Equal(["a", "b"], points.Select(point => point.Name));
    }

    [Fact]
    public void A_metric_of_a_container_keeps_what_the_application_gave_it()
    {
        var point = TraceMetricReader.Read(
            JsonScalars.Parse("""
                {"timestamp":1796006990.25,"trace_id":"f1cd55a41e08412495287e9f768603ff","name":"checkout.time","type":"distribution","unit":"millisecond","value":187.5,
                "attributes":{"server.address":{"value":"vm","type":"string"},"region":{"value":"eu-west","type":"string"},"attempt":{"value":3,"type":"integer"},
                "user.email":{"value":"ada@shop.example","type":"string"},"sentry.release":{"value":"shop@1","type":"string"},
                "sentry.environment":{"value":"test","type":"string"},"sentry.sdk.name":{"value":"sentry.javascript.node","type":"string"}}}
                """u8.ToArray()),
            out var fault)!;

        Assert.Null(fault);
        Assert.Equal(("checkout.time", MetricType.Distribution, "millisecond", 187.5), (point.Name, point.Type, point.Unit, Assert.Single(point.Values)));
        Assert.Equal(
            [("region", "eu-west"), ("attempt", "3"), ("release", "shop@1"), ("environment", "test")], point.Tags.Select(tag => (tag.Key, tag.Value)));
    }

    [Theory]
    [InlineData("""{"type":"counter","value":1}""", "name:")]
    [InlineData("""{"name":"a","type":"set","value":1}""", "type:")]
    [InlineData("""{"name":"a","value":1}""", "type:")]
    [InlineData("""{"name":"a","type":"counter","value":"1"}""", "value:")]
    [InlineData("""{"name":"a","type":"counter"}""", "value:")]
    public void A_malformed_metric_is_refused_by_its_field(string json, string place)
    {
        Assert.Null(TraceMetricReader.Read(JsonScalars.Parse(Encoding.UTF8.GetBytes(json)), out var fault));
        Assert.StartsWith(place, fault, StringComparison.Ordinal);
    }

    [Property(MaxTest = 1_000)]
    public void Any_lines_are_read_or_counted(string? text) => Lines(text ?? "", out _);

    private static System.Collections.Immutable.ImmutableArray<MetricPoint> Lines(string text, out int broken) =>
        StatsdReader.Read(Encoding.UTF8.GetBytes(text), out broken, out _);
}
