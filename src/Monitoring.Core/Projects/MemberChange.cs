using Monitoring.Projects;

namespace Monitoring.Core.Projects;

/// <summary>What somebody wants a membership to become.</summary>
/// <param name="Project">The project.</param>
/// <param name="ActorId">Whose membership.</param>
/// <param name="After">The membership as it shall be, or nothing when it shall end.</param>
/// <param name="ExpectedVersion">The version that the change was made for, or nothing for any.</param>
internal readonly record struct MemberChange(ProjectId Project, string ActorId, Member? After, long? ExpectedVersion)
{
    public static MemberChange To(Member member, long? expectedVersion) => new(member.ProjectId, member.ActorId, member, expectedVersion);
}
