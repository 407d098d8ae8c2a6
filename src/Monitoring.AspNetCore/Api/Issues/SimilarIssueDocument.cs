using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Lookup;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record SimilarIssueDocument
{
    public required IssueDocument Issue { get; init; }

    [Description("How alike they are, 0 to 1; from 0.65 on probably one fault.")]
    public required double Score { get; init; }

    [Description("What they have in common, with how much of it.")]
    public required ImmutableArray<string> Reasons { get; init; }

    public static SimilarIssueDocument Of(SimilarIssue similar) => new() { Issue = IssueDocument.Of(similar.Issue), Score = similar.Score, Reasons = similar.Reasons };
}
