using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.AspNetCore.Api;

/// <summary>Finds the issue that a path names by its number or its short id.</summary>
internal static class IssueRoute
{
    public static async ValueTask<ApiAnswer> WithIssueAsync(this ApiCall call, Func<IssueId, ValueTask<ApiAnswer>> handler)
    {
        var text = call.Route("id");
        if (IssueId.TryParse(text, out var id))
        {
            return await handler(id);
        }

        var found = await call.Service<IIssues>().FindAsync(call.Actor, text, call.Cancellation);
        return found.Outcome == CommandOutcome.Done ? await handler(found.Value!.Row.Id) : found.Refusal(call)!;
    }
}
