using System.Collections.Immutable;
using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record UnmergeRequest
{
    [Description("Which of the issue's fingerprints to take out; those that came with a merge undo it.")]
    public ImmutableArray<string> Fingerprints { get; init; }
}
