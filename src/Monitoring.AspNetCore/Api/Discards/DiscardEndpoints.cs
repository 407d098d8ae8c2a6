using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Discards;

namespace Monitoring.AspNetCore.Api.Discards;

/// <summary>Which fingerprints are discarded, and letting them in again.</summary>
internal static class DiscardEndpoints
{
    private static readonly ApiContent Example = ApiContent.Of(
        new()
        {
            Items =
            [
                new()
                {
                    Fingerprint = "0cc175b9c0f1b6a831c399e269772661",
                    IssueId = "42",
                    Title = "ResizeObserver loop limit exceeded",
                    ActorId = "alice",
                    At = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
                },
            ],
            Next = null,
        },
        DiscardJson.Default.ListDocumentDiscardedHashDocument);

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listDiscarded",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/discarded",
                Summary = "Lists the fingerprints whose events are dropped before they are stored, the last first; for reporters",
                Description = "Issues get there by DELETE /issues/{id}?discard=true. Their events are counted as the outcome 'discarded'.",
                Parameters = [Parameters.Project, Parameters.Limit, Parameters.Cursor],
                Answer = Example,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "restoreDiscarded",
                Method = HttpMethods.Delete,
                Path = "/projects/{p}/discarded/{fingerprint}",
                Summary = "Lets events of a fingerprint in again; for maintainers",
                Description = "The next event opens a new issue; what was deleted stays so.",
                Parameters = [Parameters.Project, Parameters.Path("fingerprint", "The fingerprint, 32 hexadecimal digits.", "0cc175b9c0f1b6a831c399e269772661")],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404, 409],
            },
            RestoreAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IDiscards>().ListAsync(call.Actor, project, limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(DiscardedHashDocument.Of), DiscardJson.Default.ListDocumentDiscardedHashDocument);
    });

    private static ValueTask<ApiAnswer> RestoreAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!GroupingHash.TryParse(call.Route("fingerprint"), out var hash))
        {
            return Problem.NotFound($"'{Problem.Short(call.Route("fingerprint"))}' is no fingerprint; one has 32 hexadecimal digits.");
        }

        var result = await call.Service<IDiscards>().RestoreAsync(call.Actor, project, hash, call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    });
}
