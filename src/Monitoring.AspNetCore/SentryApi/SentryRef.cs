namespace Monitoring.AspNetCore.SentryApi;

internal sealed record SentryRef
{
    public string? Repository { get; init; }

    public string? Commit { get; init; }
}
