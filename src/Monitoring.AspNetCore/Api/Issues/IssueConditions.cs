using System.ComponentModel;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record IssueConditions
{
    [Description("Of a resolved issue: the release that mends it; events of earlier releases do not bring it back.")]
    public required string? InRelease { get; init; }

    [Description("Of an ignored issue: until when.")]
    public required DateTimeOffset? Until { get; init; }

    [Description("Of an ignored issue: how many more events bring it back.")]
    public required long? Events { get; init; }

    public static IssueConditions Of(IssueState state) =>
        new() { InRelease = state.ResolvedInRelease, Until = state.IgnoredUntil, Events = state.IgnoredEventsLeft };
}
