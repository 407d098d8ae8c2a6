using Microsoft.AspNetCore.Http;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;

namespace Monitoring.AspNetCore.Api.Audit;

internal static class AuditEndpoints
{
    public static void Map(ApiGroup api)
    {
        var example = new AuditDocument
        {
            Id = "0199e0c2-5a1e-7c3b-9d2f-1b2c3d4e5f60",
            ProjectId = "1",
            At = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
            ActorKind = "user",
            ActorId = "alice",
            Door = "api",
            Action = "project.renamed",
            Subject = "project:1",
            Before = """{"name":"Shop"}""",
            After = """{"name":"The shop"}""",
        };
        api.Map(
            new()
            {
                Id = "listAudit",
                Method = HttpMethods.Get,
                Path = "/audit",
                Summary = "Lists who did what in a project, the newest first; for maintainers",
                Description = "Without a project: what was done to the host as a whole; for administrators.",
                Parameters = [Parameters.Query("project", "The project: its number or full path.", "1"), Parameters.Limit, Parameters.Cursor],
                Answer = ApiContent.Of(new() { Items = [example], Next = null }, AuditJson.Default.ListDocumentAuditDocument),
                Refusals = [403, 404],
            },
            ListAsync);
    }

    private static async ValueTask<ApiAnswer> ListAsync(ApiCall call)
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        if (call.Query.Text("project") is not { } text)
        {
            return call.Actor.IsAdministrator
                ? await ReadAsync(call, default, limit)
                : Problem.Create(StatusCodes.Status403Forbidden, "Only an administrator of the host may do this; name a project by 'project'.");
        }

        if (await ProjectRoute.FindAsync(call, text) is not { } project)
        {
            return Problem.NoProject(text);
        }

        var access = await call.Service<IAccessControl>().CheckAsync(call.Actor, Permission.ReadAudit, project, call.Cancellation);
        return access.IsAllowed ? await ReadAsync(call, project, limit) : CommandResults.Refused<AuditEntry>(access).Refusal(call)!;
    }

    private static async ValueTask<ApiAnswer> ReadAsync(ApiCall call, ProjectId project, int limit)
    {
        var page = await call.Service<IAuditLog>().ReadAsync(project, limit, call.Query.Cursor, call.Cancellation);
        return ApiAnswer.Ok(page.ToList(AuditDocument.Of), AuditJson.Default.ListDocumentAuditDocument);
    }
}
