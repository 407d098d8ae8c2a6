using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.AspNetCore.Api.Issues;

namespace Monitoring.AspNetCore.Api.BulkChanges;

[Description("The same for many issues: 'issues' or 'query' says for which, 'change' or 'delete' what happens to them.")]
internal sealed record BulkRequest
{
    [Description("The issues, by their numbers, 1,000 at most; or else 'query'.")]
    public ImmutableArray<string>? Issues { get; init; }

    [Description("What the issues must match, as in the search; all when it is empty.")]
    public string? Query { get; init; }

    [Description("What becomes of each, as for one issue; without 'merge'.")]
    public IssueChanges? Change { get; init; }

    [Description("Whether the issues are deleted with their events; for maintainers.")]
    public bool Delete { get; init; }
}
