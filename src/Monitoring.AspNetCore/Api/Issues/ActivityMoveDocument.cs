using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record ActivityMoveDocument
{
    [Description("The other issue.")]
    public required string IssueId { get; init; }

    [Description("The hashes that moved.")]
    public required ImmutableArray<string> Fingerprints { get; init; }

    public static ActivityMoveDocument Of(IssueMove move) =>
        new() { IssueId = move.IssueId.ToString(), Fingerprints = [.. move.Hashes.Select(hash => hash.ToString())] };
}
