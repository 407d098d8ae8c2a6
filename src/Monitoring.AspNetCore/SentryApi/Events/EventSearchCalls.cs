using Monitoring.AspNetCore.Api;
using Monitoring.ErrorTracking.Lookup;

namespace Monitoring.AspNetCore.SentryApi.Events;

/// <summary>Lists events that match, the last received first.</summary>
internal static class EventSearchCalls
{
    /// <summary>Lists what <c>query</c> and <c>environment</c> of a call leave of the events that are looked up, however old they are.</summary>
    public static async ValueTask<ApiAnswer> ListAsync(ApiCall call, EventLookup lookup)
    {
        var environment = call.Query.Text("environment") is { Length: > 0 } name ? $"environment:{SentryQuery.Quoted(name)}" : null;
        var query = SentryQuery.All(call.Query.Text("query"), environment);
        var found = await call.Service<IErrorLookup>().SearchEventsAsync(
            call.Actor, lookup with { Query = query, From = DateTimeOffset.UnixEpoch, Cursor = SentryCursor.Place(call) }, call.Cancellation);
        if (found.Value is not { } page)
        {
            return SentryAnswer.Refusal(found);
        }

        SentryLink.Add(call, page.Next);
        return ApiAnswer.Ok([.. page.Items.Select(SentryEventRowDocument.Of)], SentryEventJson.Default.ImmutableArraySentryEventRowDocument);
    }
}
