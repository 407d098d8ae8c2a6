namespace Monitoring.AspNetCore.SentryApi.Releases;

internal sealed record SentryRef
{
    public string? Repository { get; init; }

    public string? Commit { get; init; }
}
