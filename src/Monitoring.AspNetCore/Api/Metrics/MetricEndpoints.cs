using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Metrics;

namespace Monitoring.AspNetCore.Api.Metrics;

/// <summary>Custom metrics: written, listed, and read as series.</summary>
internal static class MetricEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listMetrics",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/metrics",
                Summary = "Lists the custom metrics of a project by name; for reporters",
                Description = "Those that were reported in the last 30 days when 'from' is left out; whole days.",
                Parameters = [Parameters.Project, MetricExamples.Query, Parameters.From, Parameters.To, Parameters.Limit, Parameters.Cursor],
                Answer = MetricExamples.List,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "addMetrics",
                Method = HttpMethods.Post,
                Path = "/projects/{p}/metrics",
                Summary = "Adds values to custom metrics; for developers",
                Description = "What is answered as accepted is stored. A point with a mistake is told in 'problems' and takes nothing from the others; 400 when none can be taken.",
                Parameters = [Parameters.Project],
                BodyRoom = BodyRoom.Points,
                Request = MetricExamples.Input,
                Answer = MetricExamples.Written,
                Refusals = [403, 404],
            },
            AddAsync);
        api.Map(
            new()
            {
                Id = "getMetric",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/metrics/{name}",
                Summary = "Reads the course of a custom metric; for reporters",
                Description = "The last 24 hours when 'from' is left out. Percentiles are within 1 % of the true ones; the rest is exact.",
                Parameters =
                [
                    Parameters.Project, MetricExamples.Name, MetricExamples.Aggregation, MetricExamples.GroupBy, MetricExamples.Tag, MetricExamples.Interval,
                    MetricExamples.Type, MetricExamples.Unit, Parameters.From, Parameters.To,
                ],
                Answer = MetricExamples.Result,
                Refusals = [403, 404],
            },
            GetAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var to = call.Query.Instant("to", call.Service<TimeProvider>().GetUtcNow());
        var search = new MetricSearch
        {
            From = call.Query.Instant("from", to - TimeSpan.FromDays(30)),
            To = to,
            Query = call.Query.Text("query"),
            Limit = call.Query.Limit(),
            Cursor = call.Query.Cursor,
        };
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IMetricSeries>().ListAsync(call.Actor, project, search, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(MetricDocument.Of), MetricJson.Default.ListDocumentMetricDocument);
    });

    private static ValueTask<ApiAnswer> AddAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(MetricJson.Default.MetricsInput, out var input, out var problem))
        {
            return problem!;
        }

        if (BodyLists.FindGap<MetricInput>(input.Metrics, "metrics") is { } gap)
        {
            return gap;
        }

        var points = ImmutableArray.CreateBuilder<MetricPoint>();
        foreach (var one in input.Metrics.IsDefault ? [] : input.Metrics)
        {
            if (one.ToPoint() is not { } point)
            {
                return Problem.BadRequest($"metrics[{points.Count}].type: must be counter, gauge, distribution or set.");
            }

            points.Add(point);
        }

        var result = await call.Service<IMetricSeries>().AddAsync(call.Actor, project, points.ToImmutable(), call.Cancellation);
        return result.ToAnswer(call, MetricWriteDocument.Of, MetricJson.Default.MetricWriteDocument);
    });

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var to = call.Query.Instant("to", call.Service<TimeProvider>().GetUtcNow());
        var query = new MetricQuery
        {
            Name = call.Route("name"),
            From = call.Query.Instant("from", to - TimeSpan.FromDays(1)),
            To = to,
            Type = call.Query.Choice<MetricType?>(
                "type", null, ("counter", MetricType.Counter), ("gauge", MetricType.Gauge), ("distribution", MetricType.Distribution), ("set", MetricType.Set)),
            Unit = call.Query.Text("unit"),
            Interval = call.Query.Choice("interval", MetricInterval.Automatic, ("hour", MetricInterval.Hour), ("day", MetricInterval.Day)),
            Aggregation = call.Query.Choice("aggregation", null, MetricWords.Aggregations),
            GroupBy = [.. (call.Query.Text("groupBy") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
            Filter = FilterOf(call.Query.Text("tag"), out var wrong),
        };
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        if (wrong is not null)
        {
            return Problem.BadRequest($"tag: '{Problem.Short(wrong)}' is not key:value.");
        }

        var result = await call.Service<IMetricSeries>().QueryAsync(call.Actor, project, query, call.Cancellation);
        return result.ToAnswer(call, MetricResultDocument.Of, MetricJson.Default.MetricResultDocument);
    });

    private static ImmutableArray<MetricTag> FilterOf(string? text, out string? wrong)
    {
        var pairs = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        wrong = pairs.FirstOrDefault(pair => pair.IndexOf(':', StringComparison.Ordinal) <= 0);
        return wrong is not null ? [] : [.. pairs.Select(pair => new MetricTag { Key = pair[..pair.IndexOf(':', StringComparison.Ordinal)], Value = pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..] })];
    }
}
