namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record IssueRefusalDocument
{
    public required string Id { get; init; }

    public required string Reason { get; init; }
}
