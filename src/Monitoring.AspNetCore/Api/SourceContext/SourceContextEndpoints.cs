using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api.Events;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.SourceContext;

namespace Monitoring.AspNetCore.Api.SourceContext;

/// <summary>Code mappings, and the commit that may have brought an error.</summary>
internal static class SourceContextEndpoints
{
    private static readonly CodeMappingDocument Mapping = new() { StackRoot = "src/", SourceRoot = "web/src/", Repository = "https://git.example.com/shop", Branch = "main" };

    private static readonly ApiContent List = ApiContent.Of(new() { Items = [Mapping], Next = null }, SourceContextJson.Default.ListDocumentCodeMappingDocument);

    private static readonly ApiContent Suspect = ApiContent.Of(
        new()
        {
            Id = "4f06ce6fdd8b9fecd52f769ce30c352e3694ee0d",
            Release = "shop@1.4.0",
            File = "src/bank.js",
            Depth = 0,
            Repository = "shop",
            AuthorName = "Ada",
            AuthorEmail = "ada@shop.example",
            Message = "Ask the bank only once",
            Timestamp = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero),
        },
        SourceContextJson.Default.SuspectCommitDocument);

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listCodeMappings",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/code-mappings",
                Summary = "Lists where the files of stack traces lie in repositories, all at once; for reporters",
                Parameters = [Parameters.Project],
                Answer = List,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "setCodeMappings",
                Method = HttpMethods.Put,
                Path = "/projects/{p}/code-mappings",
                Summary = "Says where the files of stack traces lie in repositories; for maintainers",
                Description = "Frames of the application whose file begins with a stack root get the address of their line as 'source_link'.",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                BodyRoom = BodyRoom.Rules,
                Request = ApiContent.Of(new() { Items = [Mapping] }, SourceContextJson.Default.NewCodeMappings),
                Answer = List,
                Refusals = [403, 404, 409, 412],
            },
            SetAsync);
        api.Map(
            new()
            {
                Id = "getSuspectCommit",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/events/{eventId}/suspect-commit",
                Summary = "Finds the commit that may have brought an error; for reporters",
                Description = "The newest commit of the event's release that touches a file of the stack trace; the frame nearest to the error decides. 404 says why there is none.",
                Parameters = [Parameters.Project, EventExamples.Parameter],
                Answer = Suspect,
                Refusals = [403, 404],
            },
            GetSuspectAsync);
    }

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<ICodeMappings>().GetAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(CodeMappingDocument.Of), SourceContextJson.Default.ListDocumentCodeMappingDocument);
    });

    private static ValueTask<ApiAnswer> SetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(SourceContextJson.Default.NewCodeMappings, out var input, out var problem))
        {
            return problem!;
        }

        if (BodyLists.FindGap(input.Items, "items") is { } gap)
        {
            return gap;
        }

        var result = await call.Service<ICodeMappings>().SetAsync(
            call.Actor, project, [.. (input.Items ?? []).Select(item => item.ToMapping())], call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(CodeMappingDocument.Of), SourceContextJson.Default.ListDocumentCodeMappingDocument);
    });

    private static ValueTask<ApiAnswer> GetSuspectAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!EventId.TryParse(call.Route("eventId"), out var id))
        {
            return Problem.NotFound($"There is no event '{Problem.Short(call.Route("eventId"))}'; an id has 32 hexadecimal digits.");
        }

        var details = await call.Service<IIssues>().GetEventAsync(call.Actor, project, id, call.Cancellation);
        if (details.Outcome != CommandOutcome.Done)
        {
            return details.Refusal(call)!;
        }

        var result = await call.Service<ISuspectCommits>().FindAsync(
            call.Actor, project, details.Value!.Event.Event.Release, details.Value.Normalized, call.Cancellation);
        return result.ToAnswer(call, SuspectCommitDocument.Of, SourceContextJson.Default.SuspectCommitDocument);
    });
}
