using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

/// <summary>Transactions, spans and traces.</summary>
internal static class TracingEndpoints
{
    public static void Map(ApiGroup api)
    {
        MapFigures(api);
        MapTraces(api);
        TracingSettingsEndpoints.Map(api);
    }

    private static void MapFigures(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listTransactions",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/transactions",
                Summary = "Lists the transactions of a project as figures by name and operation; for reporters",
                Description = "The last 24 hours when 'from' is left out; at most 366 days, by whole hours.",
                Parameters =
                [
                    Parameters.Project, TracingExamples.Query, TracingExamples.Sort, TracingExamples.Environment, Parameters.From, Parameters.To, Parameters.Limit, Parameters.Cursor,
                ],
                Answer = TracingExamples.List,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "getTransaction",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/transactions/{name}",
                Summary = "Reads the course of a transaction and its slowest samples; for reporters",
                Description = "The last 24 hours when 'from' is left out; points of an hour for up to seven days, else of a day.",
                Parameters = [Parameters.Project, TracingExamples.Name, TracingExamples.Operation, TracingExamples.Environment, Parameters.From, Parameters.To],
                Answer = TracingExamples.One,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "listSpans",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/spans",
                Summary = "Lists the spans of a project as figures by operation and description; for reporters",
                Description = "The last 24 hours when 'from' is left out; at most 366 days, by whole hours.",
                Parameters =
                [
                    Parameters.Project, TracingExamples.Query, TracingExamples.SpanSort, TracingExamples.Environment, Parameters.From, Parameters.To, Parameters.Limit, Parameters.Cursor,
                ],
                Answer = TracingExamples.Spans,
                Refusals = [403, 404],
            },
            ListSpansAsync);
    }

    private static void MapTraces(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "getTrace",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/traces/{traceId}",
                Summary = "Finds the errors and the kept transactions of a trace; for reporters",
                Description = "Looks through seven days before 'to'; a narrower stretch answers faster. A trace of which nothing is known has empty lists.",
                Parameters = [Parameters.Project, TracingExamples.TraceId, Parameters.From, Parameters.To],
                Answer = TracingExamples.OneTrace,
                Refusals = [403, 404],
            },
            GetTraceAsync);
        api.Map(
            new()
            {
                Id = "getEventTransaction",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/events/{eventId}/transaction",
                Summary = "Finds the trace of an error and the figures of the transaction that it happened in; for reporters",
                Parameters = [Parameters.Project, TracingExamples.EventId],
                Answer = TracingExamples.OfEvent,
                Refusals = [403, 404],
            },
            GetOfEventAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var search = SearchOf(call);
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<ITransactions>().ListAsync(call.Actor, project, search, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(TransactionDocument.Of), TracingJson.Default.ListDocumentTransactionDocument);
    });

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var (from, to) = StretchOf(call);
        var name = new TransactionName
        {
            Name = call.Route("name"),
            Operation = call.Query.Text("operation"),
            Environment = call.Query.Text("environment"),
            From = from,
            To = to,
        };
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<ITransactions>().GetAsync(call.Actor, project, name, call.Cancellation);
        return result.ToAnswer(call, TransactionDetailsDocument.Of, TracingJson.Default.TransactionDetailsDocument);
    });

    private static ValueTask<ApiAnswer> ListSpansAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var search = SearchOf(call);
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<ITransactions>().ListSpansAsync(call.Actor, project, search, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(SpanDocument.Of), TracingJson.Default.ListDocumentSpanDocument);
    });

    private static ValueTask<ApiAnswer> GetTraceAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        DateTimeOffset? from = call.Query.Text("from") is null ? null : call.Query.Instant("from", default);
        DateTimeOffset? to = call.Query.Text("to") is null ? null : call.Query.Instant("to", default);
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<ITransactions>().GetTraceAsync(call.Actor, project, call.Route("traceId"), from, to, call.Cancellation);
        return result.ToAnswer(call, TraceDocument.Of, TracingJson.Default.TraceDocument);
    });

    private static ValueTask<ApiAnswer> GetOfEventAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!EventId.TryParse(call.Route("eventId"), out var id))
        {
            return Problem.NotFound($"There is no event '{Problem.Short(call.Route("eventId"))}'; an id has 32 hexadecimal digits.");
        }

        var result = await call.Service<ITransactions>().FindByEventAsync(call.Actor, project, id, call.Cancellation);
        return result.ToAnswer(call, EventTransactionDocument.Of, TracingJson.Default.EventTransactionDocument);
    });

    private static TransactionSearch SearchOf(ApiCall call)
    {
        var (from, to) = StretchOf(call);
        return new TransactionSearch
        {
            From = from,
            To = to,
            Query = call.Query.Text("query"),
            Environment = call.Query.Text("environment"),
            Sort = call.Query.Choice(
                "sort", TransactionSort.Count, ("count", TransactionSort.Count), ("errors", TransactionSort.Errors), ("p95", TransactionSort.P95),
                ("apdex", TransactionSort.Apdex), ("slowest", TransactionSort.Slowest)),
            Limit = call.Query.Limit(),
            Cursor = call.Query.Cursor,
        };
    }

    private static (DateTimeOffset From, DateTimeOffset To) StretchOf(ApiCall call)
    {
        var to = call.Query.Instant("to", call.Service<TimeProvider>().GetUtcNow());
        return (call.Query.Instant("from", to - TimeSpan.FromDays(1)), to);
    }
}
