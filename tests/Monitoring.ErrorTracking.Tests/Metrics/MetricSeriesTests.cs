using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Metrics;
using Monitoring.ErrorTracking.Tests.Ingest;

namespace Monitoring.ErrorTracking.Tests.Metrics;

/// <summary>Metrics from SDKs and hosts into series and back out. The clock stands at 12:00.</summary>
public sealed class MetricSeriesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Metrics_of_a_container_become_series()
    {
        await using var host = await IntakeHost.StartAsync();

        var envelope = Container(
            Metric("orders", "counter", 2, "eu"), Metric("orders", "counter", 3, "us"), Metric("queue", "gauge", 7, null), Metric("latency", "distribution", 187.5, "eu", "millisecond"));
        var outcome = await host.SendAsync(envelope);
        await host.SendAsync(envelope);

        Assert.Equal(IngestStatus.Accepted, outcome.Status);
        var orders = await QueryAsync(host, new MetricQuery { Name = "orders", From = Noon.AddHours(-2), To = Noon, GroupBy = ["region"] });
        Assert.Equal([("us", 3.0), ("eu", 2.0)], orders.Series.OrderByDescending(series => series.Total).Select(series => (series.Tags[0].Value, series.Total)));
        Assert.Equal((Noon.AddHours(-1), 5.0), Point(await QueryAsync(host, new MetricQuery { Name = "orders", From = Noon.AddHours(-2), To = Noon })));
        Assert.Equal(7, (await QueryAsync(host, new MetricQuery { Name = "queue", From = Noon.AddHours(-2), To = Noon })).Series[0].Total);
        var latency = await QueryAsync(host, new MetricQuery { Name = "latency", From = Noon.AddHours(-2), To = Noon });
        Assert.Equal((MetricAggregation.P95, "millisecond", 187.5), (latency.Aggregation, latency.Unit, latency.Series[0].Total));
        var outcomes = await host.OutcomesAsync();
        Assert.Equal((4, 4), (outcomes["trace_metric accepted"], outcomes["trace_metric invalid duplicate"]));
        Assert.InRange(outcomes["trace_metric_byte accepted"], 400, 2_000);
    }

    [Fact]
    public async Task Lines_of_older_sdks_become_series()
    {
        await using var host = await IntakeHost.StartAsync();

        await host.SendAsync("{}\n{\"type\":\"statsd\"}\nlatency@millisecond:12.5|d|#environment:test|T" + (Noon.ToUnixTimeSeconds() - 60).ToString(CultureInfo.InvariantCulture));

        var metric = Assert.Single((await Series(host).ListAsync(
            Actor.System, host.Project, new MetricSearch { From = Noon.AddDays(-1), To = Noon }, TestContext.Current.CancellationToken)).Value!.Items);
        Assert.Equal(("latency", MetricType.Distribution, "millisecond", 1, "environment"), (metric.Name, metric.Type, metric.Unit, metric.Series, Assert.Single(metric.TagKeys)));
        Assert.Equal(1, (await host.OutcomesAsync())["metric_bucket accepted"]);
    }

    [Fact]
    public async Task A_broken_metric_costs_itself_alone()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(Container("""{"name":"x"}""", "7", Metric("orders", "counter", 2, null)));

        Assert.Equal(IngestStatus.Accepted, outcome.Status);
        var outcomes = await host.OutcomesAsync();
        Assert.Equal((1, 2), (outcomes["trace_metric accepted"], outcomes["trace_metric invalid invalid_metric"]));
    }

    [Fact]
    public async Task Points_are_added_by_hand_with_every_aggregation()
    {
        await using var host = await IntakeHost.StartAsync();
        var values = Enumerable.Range(1, 100).Select(value => (double)value).ToImmutableArray();

        var added = await AddAsync(
            host,
            new MetricPoint { Name = "checkout time", Type = MetricType.Distribution, Values = values, Unit = "second" },
            new MetricPoint { Name = "customers", Type = MetricType.Set, Members = ["ada", "bob", "ada"] });

        Assert.Equal((CommandOutcome.Done, 2), (added.Outcome, added.Value!.Accepted));
        (MetricAggregation Aggregation, double Value)[] exact =
        [
            (MetricAggregation.Sum, 5050), (MetricAggregation.Average, 50.5), (MetricAggregation.Min, 1), (MetricAggregation.Max, 100), (MetricAggregation.Count, 100),
            (MetricAggregation.Last, 100),
        ];
        foreach (var (aggregation, value) in exact)
        {
            Assert.Equal(value, await TotalAsync(host, "checkout_time", aggregation));
        }

        (MetricAggregation Aggregation, double Value)[] near =
            [(MetricAggregation.P50, 50), (MetricAggregation.P75, 75), (MetricAggregation.P90, 90), (MetricAggregation.P95, 95), (MetricAggregation.P99, 99)];
        foreach (var (aggregation, value) in near)
        {
            Assert.InRange(await TotalAsync(host, "checkout_time", aggregation), value * 0.99, value * 1.01);
        }

        Assert.Equal(2, await TotalAsync(host, "customers", MetricAggregation.Unique));
        Assert.Equal(3, await TotalAsync(host, "customers", MetricAggregation.Count));
        var unfit = await Series(host).QueryAsync(
            Actor.System, host.Project, new MetricQuery { Name = "customers", From = Noon, To = Noon.AddHours(1), Aggregation = MetricAggregation.P95 }, TestContext.Current.CancellationToken);
        Assert.Equal(CommandOutcome.Invalid, unfit.Outcome);
    }

    [Fact]
    public async Task A_point_with_a_mistake_is_told_and_the_others_are_kept()
    {
        await using var host = await IntakeHost.StartAsync();

        var added = await AddAsync(
            host,
            new MetricPoint { Name = "", Type = MetricType.Counter, Values = [1] },
            new MetricPoint { Name = "a", Type = MetricType.Counter, Values = [double.NaN] },
            new MetricPoint { Name = "a", Type = MetricType.Counter },
            new MetricPoint { Name = "a", Type = MetricType.Counter, Values = [1], Tags = [.. Enumerable.Range(0, 12).Select(i => new MetricTag { Key = $"k{i}", Value = "v" })] });

        Assert.Equal(1, added.Value!.Accepted);
        Assert.Equal(["metrics[0].name:", "metrics[1].values:", "metrics[2].values:", "metrics[3]:"], added.Value.Problems.Select(problem => problem.Split(' ')[0]));
        Assert.EndsWith("too_many_tags", added.Value.Problems[3], StringComparison.Ordinal);
        var outcomes = await host.OutcomesAsync();
        Assert.Equal((3, 1), (outcomes["trace_metric invalid invalid_metric"], outcomes["trace_metric accepted too_many_tags"]));
    }

    [Fact]
    public async Task What_is_beyond_the_caps_is_counted_with_less_and_says_why()
    {
        await using var host = await IntakeHost.StartAsync();
        var names = Enumerable.Range(0, 501).Select(i => new MetricPoint { Name = $"metric{i}", Type = MetricType.Counter, Values = [1] });
        var values = Enumerable.Range(0, 150).Select(i => new MetricPoint { Name = "metric1", Type = MetricType.Counter, Values = [1], Tags = [new() { Key = "user", Value = $"u{i}" }] });

        await AddAsync(host, [.. names]);
        await AddAsync(host, [.. values]);

        var outcomes = await host.OutcomesAsync();
        Assert.Equal((1, 50), (outcomes["trace_metric rate_limited too_many_metrics"], outcomes["trace_metric accepted too_many_tag_values"]));
        Assert.Equal(151, await TotalAsync(host, "metric1", MetricAggregation.Sum));
        var parted = await QueryAsync(host, new MetricQuery { Name = "metric1", From = Noon, To = Noon.AddHours(1), GroupBy = ["user"] });
        Assert.Equal(("<< other >>", 50.0), (parted.Series[0].Tags[0].Value, parted.Series[0].Total));
        Assert.True(parted.IsPartial);
    }

    [Fact]
    public async Task Secrets_in_tags_are_not_kept()
    {
        await using var host = await IntakeHost.StartAsync();
        const string Secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

        await AddAsync(host, new MetricPoint
        {
            Name = "orders",
            Type = MetricType.Counter,
            Values = [1],
            Tags = [new() { Key = "caller", Value = Secret }, new() { Key = "password", Value = "hunter22" }],
        });

        var parted = await QueryAsync(host, new MetricQuery { Name = "orders", From = Noon, To = Noon.AddHours(1), GroupBy = ["caller", "password"] });
        Assert.All(parted.Series[0].Tags, tag => Assert.False(tag.Value.Contains("ghp_", StringComparison.Ordinal) || tag.Value.Contains("hunter", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Several_metrics_of_a_name_are_told_apart()
    {
        await using var host = await IntakeHost.StartAsync();
        await AddAsync(
            host, new MetricPoint { Name = "a", Type = MetricType.Counter, Values = [1] }, new MetricPoint { Name = "a", Type = MetricType.Gauge, Values = [5], Unit = "byte" });

        var query = new MetricQuery { Name = "a", From = Noon, To = Noon.AddHours(1) };
        var both = await Series(host).QueryAsync(Actor.System, host.Project, query, TestContext.Current.CancellationToken);

        Assert.Equal(CommandOutcome.Invalid, both.Outcome);
        Assert.Contains("counter '', gauge 'byte'", both.Reason, StringComparison.Ordinal);
        Assert.Equal(5, (await QueryAsync(host, query with { Type = MetricType.Gauge })).Series[0].Total);
        Assert.Equal(1, (await QueryAsync(host, query with { Unit = "" })).Series[0].Total);
        var none = await Series(host).QueryAsync(Actor.System, host.Project, query with { Name = "b" }, TestContext.Current.CancellationToken);
        Assert.Equal(CommandOutcome.NotFound, none.Outcome);
    }

    [Fact]
    public async Task Series_are_filtered_by_tags()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SendAsync(Container(Metric("orders", "counter", 2, "eu"), Metric("orders", "counter", 3, "us")));

        var query = new MetricQuery { Name = "orders", From = Noon.AddHours(-2), To = Noon, Filter = [new() { Key = "region", Value = "us" }] };

        Assert.Equal(3, (await QueryAsync(host, query)).Series[0].Total);
    }

    [Fact]
    public async Task A_stranger_neither_reads_nor_writes()
    {
        await using var host = await IntakeHost.StartAsync();
        var stranger = new Actor { Kind = ActorKind.User, Id = "stranger" };
        ImmutableArray<MetricPoint> points = [new MetricPoint { Name = "a", Type = MetricType.Counter, Values = [1] }];

        Assert.Equal(CommandOutcome.NotFound, (await Series(host).AddAsync(stranger, host.Project, points, TestContext.Current.CancellationToken)).Outcome);
        var query = new MetricQuery { Name = "a", From = Noon, To = Noon.AddHours(1) };
        Assert.Equal(CommandOutcome.NotFound, (await Series(host).QueryAsync(stranger, host.Project, query, TestContext.Current.CancellationToken)).Outcome);
    }

    private static string Container(params string[] metrics) =>
        "{}\n" + $$"""{"type":"trace_metric","item_count":{{metrics.Length}},"content_type":"application/vnd.sentry.items.trace-metric+json"}""" + "\n"
        + "{\"version\":2,\"items\":[" + string.Join(',', metrics) + "]}";

    private static string Metric(string name, string type, double value, string? region, string unit = "none")
    {
        var at = Noon.AddMinutes(-1).ToUnixTimeSeconds();
        var attributes = region is null ? "{}" : "{\"region\":{\"value\":\"" + region + "\",\"type\":\"string\"}}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"timestamp\":{at},\"name\":\"{name}\",\"type\":\"{type}\",\"unit\":\"{unit}\",\"value\":{value},\"attributes\":{attributes}}}");
    }

    private static IMetricSeries Series(IntakeHost host) => host.Service<IMetricSeries>();

    private static async Task<CommandResult<MetricWriteResult>> AddAsync(IntakeHost host, params ImmutableArray<MetricPoint> points) =>
        await Series(host).AddAsync(Actor.System, host.Project, points, TestContext.Current.CancellationToken);

    private static async Task<MetricResult> QueryAsync(IntakeHost host, MetricQuery query)
    {
        var result = await Series(host).QueryAsync(Actor.System, host.Project, query, TestContext.Current.CancellationToken);
        Assert.True(result.Value is not null, result.Reason);
        return result.Value;
    }

    private static async Task<double> TotalAsync(IntakeHost host, string name, MetricAggregation aggregation) =>
        Assert.Single((await QueryAsync(host, new MetricQuery { Name = name, From = Noon, To = Noon.AddHours(1), Aggregation = aggregation })).Series).Total;

    private static (DateTimeOffset Start, double Value) Point(MetricResult result)
    {
        var point = Assert.Single(Assert.Single(result.Series).Points);
        return (point.Start, point.Value);
    }
}
