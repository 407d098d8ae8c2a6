namespace Monitoring.AspNetCore.SentryApi;

internal sealed record SentryUserDocument
{
    public required string Id { get; init; }

    public required string Email { get; init; }
}
