using System.Collections.Immutable;
using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Releases;

internal sealed record NewCommits
{
    [Description("At most 1,000, the newest first; they take the place of those that are attached.")]
    public ImmutableArray<CommitDocument>? Commits { get; init; }
}
