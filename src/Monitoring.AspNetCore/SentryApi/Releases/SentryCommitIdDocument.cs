namespace Monitoring.AspNetCore.SentryApi.Releases;

internal sealed record SentryCommitIdDocument
{
    public required string Id { get; init; }
}
