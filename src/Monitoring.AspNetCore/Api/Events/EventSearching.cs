using Monitoring.ErrorTracking.Lookup;

namespace Monitoring.AspNetCore.Api.Events;

/// <summary>Looks for events as the query of a call says.</summary>
internal static class EventSearching
{
    public static ApiParameter Query { get; } = Parameters.Query(
        "query",
        "Words, and terms such as level:error, release:1.2.*, user.email:x@y, trace:..., browser:Safari, '!' before a term, OR and parentheses; see the guide on searching.",
        "level:error user.id:42");

    public static ApiParameter From { get; } = Parameters.From with { Description = "Received at or after this instant; 14 days before the end when it is left out." };

    public static ApiParameter To { get; } = Parameters.To with { Description = "Received before this instant; now when it is left out." };

    public static async ValueTask<ApiAnswer> RunAsync(ApiCall call, EventLookup lookup)
    {
        var now = call.Service<TimeProvider>().GetUtcNow();
        var (from, to) = (call.Query.Instant("from", now), call.Query.Instant("to", now));
        var asked = lookup with
        {
            Query = call.Query.Text("query"),
            From = call.Query.Text("from") is null ? null : from,
            To = call.Query.Text("to") is null ? null : to,
            Limit = call.Query.Limit(),
            Cursor = call.Query.Cursor,
        };
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IErrorLookup>().SearchEventsAsync(call.Actor, asked, call.Cancellation);
        return result.ToAnswer(call, FoundEventsDocument.Of, EventJson.Default.FoundEventsDocument);
    }
}
