using System.Collections.Immutable;
using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record IssueBulkRequest
{
    [Description("The issues, by their numbers, 1,000 at most; or else 'query'.")]
    public ImmutableArray<string>? Issues { get; init; }

    [Description("What the issues must match, as in the search; all when it is empty. The first 1,000, last seen first, are changed.")]
    public string? Query { get; init; }

    [Description("What becomes of each, as for one issue; without 'merge'.")]
    public required IssueChanges Change { get; init; }
}
