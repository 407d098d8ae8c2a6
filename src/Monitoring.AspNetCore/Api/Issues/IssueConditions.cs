using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record IssueConditions
{
    [Description("When the status began; null when it is not known.")]
    public required DateTimeOffset? Since { get; init; }

    [Description("What brought it about: event, release, time, events, users, rate, escalation, commit, or null when somebody did.")]
    public required string? Cause { get; init; }

    [Description("The cause in words, such as '2.4.1 > fixed in 2.4.0, version order'.")]
    public required string? Reason { get; init; }

    [Description("Of a resolved issue: the release that mends it, the first of inReleases.")]
    public required string? InRelease { get; init; }

    [Description("Of a resolved issue: the releases that mend it; events of earlier releases of the branch do not bring it back.")]
    public required ImmutableArray<string> InReleases { get; init; }

    [Description("Of a resolved issue: whether a release mends it that was not known then.")]
    public required bool InNextRelease { get; init; }

    [Description("Of a resolved issue: releases known not to have the mending; events of these and of earlier ones do not bring it back.")]
    public required ImmutableArray<string> AfterReleases { get; init; }

    [Description("Of an ignored issue: what brings it back; null for ever.")]
    public required IgnoreDocument? Ignore { get; init; }

    public static IssueConditions Of(IssueState state) => new()
    {
        Since = state.Since,
        Cause = state.Cause == IssueStateCause.None ? null : Words.Of(state.Cause),
        Reason = state.Reason,
        InRelease = state.ResolvedInReleases.FirstOrDefault(),
        InReleases = state.ResolvedInReleases,
        InNextRelease = state.IsResolvedInNextRelease,
        AfterReleases = state.ResolvedAfterReleases,
        Ignore = IgnoreDocument.Of(state.Conditions),
    };
}
