using Microsoft.AspNetCore.Http;
using Monitoring.Access;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Api.Members;

internal static class MemberEndpoints
{
    private static readonly MemberDocument Example = new() { ProjectId = "1", ActorId = "alice", Role = "developer" };

    private static readonly ApiContent One = ApiContent.Of(Example, MemberJson.Default.MemberDocument);

    private static readonly ApiParameter Parameter = Parameters.Path("actorId", "The user's id, or the token's name.", "alice");

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listMembers",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/members",
                Summary = "Lists the members of a project by their ids; for reporters",
                Parameters = [Parameters.Project, Parameters.Limit, Parameters.Cursor],
                Answer = ApiContent.Of(new() { Items = [Example], Next = null }, MemberJson.Default.ListDocumentMemberDocument),
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "getMember",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/members/{actorId}",
                Summary = "Reads a membership; for reporters",
                Parameters = [Parameters.Project, Parameter],
                Answer = One,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "setMember",
                Method = HttpMethods.Put,
                Path = "/projects/{p}/members/{actorId}",
                Summary = "Makes somebody a member of a project, or changes the role; for maintainers",
                Parameters = [Parameters.Project, Parameter, Parameters.IfMatch],
                Request = ApiContent.Of(new() { Role = "developer" }, MemberJson.Default.MemberRole),
                Answer = One,
                Refusals = [403, 404, 409, 412],
            },
            SetAsync);
        api.Map(
            new()
            {
                Id = "removeMember",
                Method = HttpMethods.Delete,
                Path = "/projects/{p}/members/{actorId}",
                Summary = "Ends a membership; the last owner stays; for maintainers",
                Parameters = [Parameters.Project, Parameter, Parameters.IfMatch],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404, 409, 412],
            },
            RemoveAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IMemberDirectory>().ListAsync(call.Actor, project, limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(MemberDocument.Of), MemberJson.Default.ListDocumentMemberDocument);
    });

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IMemberDirectory>().GetAsync(call.Actor, project, call.Route("actorId"), call.Cancellation);
        return result.ToAnswer(call, MemberDocument.Of, MemberJson.Default.MemberDocument);
    });

    private static ValueTask<ApiAnswer> SetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(MemberJson.Default.MemberRole, out var input, out var problem))
        {
            return problem!;
        }

        if (!Words.TryParse<Role>(input.Role, out var role))
        {
            return Problem.BadRequest($"role: '{Problem.Short(input.Role ?? "null")}' is none of {string.Join(", ", Words.Roles)}.");
        }

        var member = new Member { ProjectId = project, ActorId = call.Route("actorId"), Role = role };
        var result = await call.Service<IMemberDirectory>().SetAsync(call.Actor, member, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, MemberDocument.Of, MemberJson.Default.MemberDocument);
    });

    private static ValueTask<ApiAnswer> RemoveAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IMemberDirectory>().RemoveAsync(call.Actor, project, call.Route("actorId"), call.ExpectedVersion, call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    });
}
