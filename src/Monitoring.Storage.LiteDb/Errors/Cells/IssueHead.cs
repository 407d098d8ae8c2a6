using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>What of an issue is not counted: its names, its hashes, and what people and the life cycle have made of it.</summary>
internal sealed record IssueHead
{
    public required IssueId Id { get; init; }

    public required ProjectId Project { get; init; }

    public required long Number { get; init; }

    public required IssueState State { get; init; }

    public string? Assignee { get; init; }

    public long Version { get; init; } = 1;

    /// <summary>In order.</summary>
    public ImmutableArray<GroupingHash> Hashes { get; init; } = [];

    public IssueHead With(IEnumerable<GroupingHash> more) => this with { Hashes = [.. Hashes.Union(more).Order()] };

    public IssueHead Without(IEnumerable<GroupingHash> less) => this with { Hashes = [.. Hashes.Except(less)] };
}
