namespace Monitoring.AspNetCore.SentryApi;

internal sealed record SentryErrorDocument
{
    public required string Detail { get; init; }
}
