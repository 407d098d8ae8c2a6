namespace Monitoring.AspNetCore.Api.Events;

internal sealed record EventTagDocument
{
    public required string Key { get; init; }

    public required string Value { get; init; }
}
