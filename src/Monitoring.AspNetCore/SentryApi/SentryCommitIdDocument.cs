namespace Monitoring.AspNetCore.SentryApi;

internal sealed record SentryCommitIdDocument
{
    public required string Id { get; init; }
}
