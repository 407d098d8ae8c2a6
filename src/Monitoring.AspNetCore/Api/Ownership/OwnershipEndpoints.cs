using System.Text;
using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Ownership;

namespace Monitoring.AspNetCore.Api.Ownership;

/// <summary>The rules of who owns what, and what they say.</summary>
internal static class OwnershipEndpoints
{
    private static readonly ApiContent Settings = ApiContent.Of(
        new()
        {
            Rules = "path:src/payments/** alice\ntags.service.name:checkout bob",
            CodeOwners = "[Shop] @carol\n/src/cart/\n*.css @dave",
            AssignsOwner = true,
        },
        OwnershipJson.Default.OwnershipDocument);

    private static readonly ApiContent Owners = ApiContent.Of(
        new() { Owners = ["alice"], Rule = "path:src/payments/** alice", Source = "rules", Line = 1, Matched = "src/payments/gateway.py" },
        OwnershipJson.Default.OwnersDocument);

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "getOwnership",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/ownership",
                Summary = "Reads who owns which part of the code; for reporters",
                Parameters = [Parameters.Project],
                Answer = Settings,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "replaceOwnership",
                Method = HttpMethods.Put,
                Path = "/projects/{p}/ownership",
                Summary = "Says who owns which part of the code; for maintainers",
                Description = "A mistake is answered with its line and column.",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                BodyRoom = BodyRoom.Rules,
                Request = Settings,
                Answer = Settings,
                Refusals = [403, 404, 409, 412],
            },
            ReplaceAsync);
        api.Map(
            new()
            {
                Id = "testOwnership",
                Method = HttpMethods.Post,
                Path = "/projects/{p}/ownership:test",
                Summary = "Says who would own an event, and by which line; for reporters",
                Description = "Stores nothing of the event. Other rules may be given to try them.",
                Parameters = [Parameters.Project],
                BodyRoom = BodyRoom.Events,
                Request = new ApiContent
                {
                    Shape = OwnershipJson.Default.OwnershipTest,
                    Example = """{"event":{"exception":{"values":[{"type":"E","stacktrace":{"frames":[{"filename":"src/payments/gateway.py","in_app":true}]}}]}}}"""u8.ToArray(),
                },
                Answer = Owners,
                Refusals = [403, 404],
            },
            TestAsync);
        api.Map(
            new()
            {
                Id = "getOwners",
                Method = HttpMethods.Get,
                Path = "/issues/{id}/owners",
                Summary = "Says who owns an issue by the present rules, and by which line; for reporters",
                Description = "Decided by the newest event whose payload was kept; 404 when there is none.",
                Parameters = [Parameters.Issue],
                Answer = Owners,
                Refusals = [403, 404],
            },
            OwnersAsync);
    }

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IOwnership>().GetAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(call, OwnershipDocument.Of, OwnershipJson.Default.OwnershipDocument);
    });

    private static ValueTask<ApiAnswer> ReplaceAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(OwnershipJson.Default.OwnershipDocument, out var document, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IOwnership>().ReplaceAsync(call.Actor, project, document.ToSettings(), call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, OwnershipDocument.Of, OwnershipJson.Default.OwnershipDocument);
    });

    private static ValueTask<ApiAnswer> TestAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(OwnershipJson.Default.OwnershipTest, out var test, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IOwnership>().TryAsync(
            call.Actor, project, Encoding.UTF8.GetBytes(test.Event.GetRawText()), test.Settings?.ToSettings(), call.Cancellation);
        return result.ToAnswer(call, OwnersDocument.Of, OwnershipJson.Default.OwnersDocument);
    });

    private static ValueTask<ApiAnswer> OwnersAsync(ApiCall call) => call.WithIssueAsync(async issue =>
    {
        var result = await call.Service<IOwnership>().FindOwnersAsync(call.Actor, issue, call.Cancellation);
        return result.ToAnswer(call, OwnersDocument.Of, OwnershipJson.Default.OwnersDocument);
    });
}
