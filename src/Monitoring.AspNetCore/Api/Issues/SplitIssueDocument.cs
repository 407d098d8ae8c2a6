using System.ComponentModel;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.AspNetCore.Api.Issues;

[Description("The two issues after an unmerge.")]
internal sealed record SplitIssueDocument
{
    [Description("The issue that the fingerprints were taken from.")]
    public required IssueDocument Remaining { get; init; }

    [Description("The issue that they went to: the one that was merged away with them, or a new one.")]
    public required IssueDocument Separated { get; init; }

    public static SplitIssueDocument Of(IssueSplit split) => new() { Remaining = IssueDocument.Of(split.Remaining), Separated = IssueDocument.Of(split.Separated) };
}
