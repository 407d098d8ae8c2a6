namespace Monitoring.AspNetCore.SentryApi;

internal sealed record SentryProjectDocument
{
    public required string Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }
}
