namespace Monitoring.AspNetCore.Api.Tracing;

internal static class TracingExamples
{
    private const string Trace = "400cf3f1f42d4facb88e733269b40a67";

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly DurationDocument Duration = new() { Mean = 142.5, P50 = 98.2, P95 = 512.4, P99 = 1980.1, Max = 5204.7, Sum = 18_382.5 };

    private static readonly TransactionDocument Transaction = new()
    {
        Name = "GET /orders/*",
        Operation = "http.server",
        Count = 129,
        Errors = 4,
        ErrorRate = 4 / 129.0,
        Apdex = 0.94,
        Users = 57,
        DurationMilliseconds = Duration,
    };

    private static readonly SampleDocument Sample = new()
    {
        TraceId = Trace,
        EventId = "3a129fdcd54e4c4db841e99da99b951e",
        DurationMilliseconds = 5204.7,
        At = Noon.AddMinutes(17),
        Release = "shop@1.2.3",
        HasFailed = true,
    };

    private static readonly TransactionDetailsDocument Details = new()
    {
        Summary = Transaction,
        Interval = TimeSpan.FromHours(1),
        Series = [new() { Start = Noon, Count = 129, Errors = 4, Apdex = 0.94, DurationMilliseconds = Duration }],
        Samples = [Sample],
    };

    public static ApiParameter Query { get; } = Parameters.Query(
        "query", "Words of which each must stand in the name; op:http.server asks for an operation, op:db* for all that begin so.", "orders op:http*");

    public static ApiParameter Environment { get; } = Parameters.Query("environment", "Only this environment; all together when it is left out.", "production");

    public static ApiParameter Sort { get; } = Parameters.Query("sort", "What comes first; the most when it is left out.", "p95", "count", "errors", "p95", "apdex", "slowest");

    public static ApiParameter SpanSort { get; } = Parameters.Query("sort", "What comes first; the most when it is left out.", "p95", "count", "errors", "p95", "slowest");

    public static ApiParameter Name { get; } = Parameters.Path("name", "The name as lists show it, percent-encoded.", "GET%20%2Forders%2F*");

    public static ApiParameter Operation { get; } = Parameters.Query("operation", "Only this operation; all of the name together when it is left out.", "http.server");

    public static ApiParameter TraceId { get; } = Parameters.Path("traceId", "The trace: 32 hexadecimal digits.", Trace);

    public static ApiParameter EventId { get; } = Parameters.Path("eventId", "The error: 32 hexadecimal digits.", "a96a48d4a2b24dc5a5b5bcb9e5a2b14f");

    public static ApiContent List { get; } = ApiContent.Of(new() { Items = [Transaction], Next = null }, TracingJson.Default.ListDocumentTransactionDocument);

    public static ApiContent One { get; } = ApiContent.Of(Details, TracingJson.Default.TransactionDetailsDocument);

    public static ApiContent OfEvent { get; } = ApiContent.Of(new() { TraceId = Trace, Transaction = Details }, TracingJson.Default.EventTransactionDocument);

    public static ApiContent Settings { get; } = ApiContent.Of(new() { ApdexThreshold = TimeSpan.FromMilliseconds(300) }, TracingJson.Default.TracingSettingsDocument);

    public static ApiContent Spans { get; } = ApiContent.Of(
        new()
        {
            Items = [new() { Operation = "db", Description = "SELECT * FROM orders WHERE id = ?", Count = 258, Errors = 0, ErrorRate = 0, DurationMilliseconds = Duration }],
            Next = null,
        },
        TracingJson.Default.ListDocumentSpanDocument);

    public static ApiContent OneTrace { get; } = ApiContent.Of(
        new()
        {
            TraceId = Trace,
            Errors = [new() { EventId = "a96a48d4a2b24dc5a5b5bcb9e5a2b14f", IssueId = "42", ReceivedAt = Noon.AddMinutes(17) }],
            Transactions = [new() { Name = "GET /orders/*", Operation = "http.server", Environment = "production", Sample = Sample }],
            SearchedFrom = Noon.AddDays(-7),
        },
        TracingJson.Default.TraceDocument);
}
