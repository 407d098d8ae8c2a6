using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Projects;

namespace Monitoring.Core.Projects;

/// <summary>Nobody gives a role above the own one or takes a role above it away, and the last owner stays.</summary>
internal static class MemberRules
{
    public static int Owners(Member? member) => member?.Role == Role.Owner ? 1 : 0;

    /// <param name="before">The membership as it is, or nothing.</param>
    /// <param name="after">The membership as it shall be, or nothing.</param>
    /// <param name="highest">The role of the actor who changes it.</param>
    /// <param name="owners">How many owners the project has now.</param>
    public static CommandResult<Member>? Refuse(Member? before, Member? after, Role highest, int owners)
    {
        if (after?.Role > highest)
        {
            return Refused($"role: you are {highest} and cannot give the role {after.Role}.");
        }

        if (before?.Role > highest && before != after)
        {
            return Refused($"role: you are {highest} and cannot change a member who is {before.Role}.");
        }

        return owners == 1 && Owners(before) == 1 && Owners(after) == 0
            ? CommandResults.Conflict("The last owner of a project stays; make somebody else owner first.", before)
            : null;
    }

    private static CommandResult<Member> Refused(string reason) =>
        CommandResults.Refused<Member>(new AccessDecision { Kind = AccessDecisionKind.RoleTooLow, Reason = reason });
}
