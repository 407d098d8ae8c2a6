using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Members;

internal sealed record MemberRole
{
    [Description("guest, planner, reporter, developer, maintainer or owner; not above the caller's own.")]
    public string? Role { get; init; }
}
