namespace Monitoring.AspNetCore.SentryApi.Projects;

internal sealed record KeyDsnDocument
{
    public required string Public { get; init; }

    public required string Secret { get; init; }
}
