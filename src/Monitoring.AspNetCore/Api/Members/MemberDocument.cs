using System.ComponentModel;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Api.Members;

internal sealed record MemberDocument
{
    public required string ProjectId { get; init; }

    [Description("The user's id, or the token's name, in the host's own directory.")]
    public required string ActorId { get; init; }

    [Description("guest, planner, reporter, developer, maintainer or owner.")]
    public required string Role { get; init; }

    public static MemberDocument Of(Member member) =>
        new() { ProjectId = member.ProjectId.ToString(), ActorId = member.ActorId, Role = Words.Of(member.Role) };
}
