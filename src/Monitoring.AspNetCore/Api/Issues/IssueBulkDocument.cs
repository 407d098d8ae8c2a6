using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record IssueBulkDocument
{
    [Description("Those that are as was asked for now.")]
    public required ImmutableArray<string> Changed { get; init; }

    [Description("Those that are not, such as one that is of another project or went away meanwhile.")]
    public required ImmutableArray<IssueRefusalDocument> Refused { get; init; }

    [Description("Whether more matched; the same call again goes on.")]
    public required bool HasMore { get; init; }

    public static IssueBulkDocument Of(IssueBulkResult result) => new()
    {
        Changed = [.. result.Changed.Select(id => id.ToString())],
        Refused = [.. result.Refused.Select(refusal => new IssueRefusalDocument { Id = refusal.Id.ToString(), Reason = refusal.Reason })],
        HasMore = result.HasMore,
    };
}
