using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record IssueListDocument
{
    [Description("The items of this page.")]
    public required ImmutableArray<IssueDocument> Items { get; init; }

    [Description("What to pass as cursor for the next page; null when this is the last.")]
    public required string? Next { get; init; }

    [Description("When the values were computed by which the list is ordered; null when they are those of now.")]
    public required DateTimeOffset? RankedAt { get; init; }

    public static IssueListDocument Of(Page<Issue> page) => new() { Items = [.. page.Items.Select(IssueDocument.Of)], Next = page.Next, RankedAt = page.RankedAt };
}
