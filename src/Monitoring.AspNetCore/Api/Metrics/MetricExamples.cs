namespace Monitoring.AspNetCore.Api.Metrics;

internal static class MetricExamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static ApiParameter Name { get; } = Parameters.Path("name", "The name of the metric.", "checkout.time");

    public static ApiParameter Query { get; } = Parameters.Query("query", "What must stand in the name.", "checkout");

    public static ApiParameter Aggregation { get; } = Parameters.Query(
        "aggregation",
        "What is made of the values of a bucket; the sum of a counter, the last of a gauge, p95 of a distribution and the different things of a set when it is left out.",
        "p95",
        [.. MetricWords.Aggregations.Select(word => word.Word)]);

    public static ApiParameter GroupBy { get; } = Parameters.Query("groupBy", "The keys of tags by whose values the answer is parted, with commas between.", "region");

    public static ApiParameter Tag { get; } = Parameters.Query("tag", "The tags that a series must have, as key:value, with commas between.", "environment:production");

    public static ApiParameter Interval { get; } = Parameters.Query(
        "interval", "The length of the points; when it is left out an hour for up to seven days, else a day.", "hour", "hour", "day");

    public static ApiParameter Type { get; } = Parameters.Query(
        "type", "The type, when several metrics have the name.", "distribution", "counter", "gauge", "distribution", "set");

    public static ApiParameter Unit { get; } = Parameters.Query("unit", "The unit, when several metrics have the name.", "millisecond");

    public static ApiContent List { get; } = ApiContent.Of(
        new()
        {
            Items = [new() { Name = "checkout.time", Type = "distribution", Unit = "millisecond", Series = 2, TagKeys = ["environment", "region"] }],
            Next = null,
        },
        MetricJson.Default.ListDocumentMetricDocument);

    public static ApiContent Result { get; } = ApiContent.Of(
        new()
        {
            Name = "checkout.time",
            Type = "distribution",
            Unit = "millisecond",
            Aggregation = "p95",
            Interval = TimeSpan.FromHours(1),
            Series =
            [
                new() { Tags = new() { ["region"] = "eu-west" }, Total = 187.5, Count = 210, Points = [new() { Start = Noon, Value = 187.5 }] },
            ],
            IsPartial = false,
        },
        MetricJson.Default.MetricResultDocument);

    public static ApiContent Input { get; } = ApiContent.Of(
        new()
        {
            Metrics =
            [
                new()
                {
                    Name = "checkout.time",
                    Type = "distribution",
                    Values = [187.5, 92.1],
                    Unit = "millisecond",
                    Tags = new() { ["region"] = "eu-west" },
                    Timestamp = Noon,
                },
                new() { Name = "orders", Type = "counter", Value = 2 },
            ],
        },
        MetricJson.Default.MetricsInput);

    public static ApiContent Written { get; } = ApiContent.Of(new() { Accepted = 2, Problems = [] }, MetricJson.Default.MetricWriteDocument);
}
