namespace Monitoring.AspNetCore.SentryApi;

internal sealed record SentryInfoDocument
{
    public string Version { get; } = "0";

    public required SentryUserDocument User { get; init; }

    public required SentryAuthDocument Auth { get; init; }
}
