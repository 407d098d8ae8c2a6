using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Sqlite.Errors.Tables;

/// <summary>A row of <c>issues</c>: what people and the life cycle have made of an issue. What it has counted stands with its hashes.</summary>
internal sealed record Issue
{
    public required IssueId Id { get; init; }

    public required ProjectId Project { get; init; }

    public required long Number { get; init; }

    public required IssueState State { get; init; }

    public string? Assignee { get; init; }

    public long Version { get; init; } = 1;
}
