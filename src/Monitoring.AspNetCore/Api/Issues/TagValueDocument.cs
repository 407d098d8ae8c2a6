namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record TagValueDocument
{
    public required string Value { get; init; }

    public required long Count { get; init; }
}
