namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

internal sealed record SentryHashDocument
{
    public required string Id { get; init; }

    /// <summary>Events are not listed by hash.</summary>
    public string? LatestEvent { get; }
}
