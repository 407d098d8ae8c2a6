using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Triage.Links;

namespace Monitoring.AspNetCore.Api.Triage;

/// <summary>Links from issues to tickets.</summary>
internal static class LinkEndpoints
{
    private const string All = "/issues/{id}/links";

    private static readonly LinkDocument Example = new()
    {
        Id = "019e0c25-5a1e-7c3b-9d2f-1b2c3d4e5f61",
        IssueId = "42",
        Url = "https://git.example.com/shop/-/issues/12",
        Title = "Declined cards",
        AddedBy = "alice",
        CreatedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
    };

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listLinks",
                Method = HttpMethods.Get,
                Path = All,
                Summary = "Lists the links of an issue, all at once, the oldest first; for reporters",
                Parameters = [Parameters.Issue],
                Answer = ApiContent.Of(new() { Items = [Example], Next = null }, TriageJson.Default.ListDocumentLinkDocument),
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "addLink",
                Method = HttpMethods.Post,
                Path = All,
                Summary = "Links an issue to a ticket or another page; for developers",
                Description = "An address that is linked already is answered as it is.",
                Parameters = [Parameters.Issue],
                Request = ApiContent.Of(new() { Url = Example.Url, Title = Example.Title }, TriageJson.Default.NewLink),
                Status = StatusCodes.Status201Created,
                Answer = ApiContent.Of(Example, TriageJson.Default.LinkDocument),
                Refusals = [403, 404],
            },
            AddAsync);
        api.Map(
            new()
            {
                Id = "removeLink",
                Method = HttpMethods.Delete,
                Path = All + "/{linkId}",
                Summary = "Takes a link away; for developers",
                Parameters = [Parameters.Issue, Parameters.Path("linkId", "The link.", Example.Id)],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404],
            },
            RemoveAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithIssueAsync(async issue =>
    {
        var result = await call.Service<IIssueLinks>().ListAsync(call.Actor, issue, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(LinkDocument.Of), TriageJson.Default.ListDocumentLinkDocument);
    });

    private static ValueTask<ApiAnswer> AddAsync(ApiCall call) => call.WithIssueAsync(async issue =>
    {
        if (!call.TryRead(TriageJson.Default.NewLink, out var input, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IIssueLinks>().AddAsync(call.Actor, issue, input.Url ?? "", input.Title, call.Cancellation);
        return result.Refusal(call)
            ?? ApiAnswer.Created(LinkDocument.Of(result.Value!), TriageJson.Default.LinkDocument, result.Value!.Id.ToString(), result.Version);
    });

    private static ValueTask<ApiAnswer> RemoveAsync(ApiCall call) => call.WithPartAsync("linkId", "link", async (issue, link) =>
    {
        var result = await call.Service<IIssueLinks>().RemoveAsync(call.Actor, issue, link, call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    });
}
