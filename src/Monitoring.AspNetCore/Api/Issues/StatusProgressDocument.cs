using System.ComponentModel;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Issues;

[Description("What an issue has counted since somebody resolved or ignored it.")]
internal sealed record StatusProgressDocument
{
    [Description("Events since then. Of a resolved issue these are of releases without the mending, where it is still seen.")]
    public required long Events { get; init; }

    [Description("Different users since then.")]
    public required long Users { get; init; }

    [Description("Events within the window of the rate that ended with the last one; null without a rate.")]
    public required long? RateEvents { get; init; }

    public static StatusProgressDocument? Of(IssueRow row) => row.State is not { Status: IssueStatus.Ignored or IssueStatus.Resolved, Baseline: { } baseline } ? null : new()
    {
        Events = Math.Max(0, row.Count - baseline.Events),
        Users = Math.Max(0, row.UserCount - baseline.Users),
        RateEvents = row.State.Conditions?.Rate?.Recent.Sum(),
    };
}
