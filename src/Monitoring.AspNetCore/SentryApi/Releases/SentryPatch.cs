namespace Monitoring.AspNetCore.SentryApi.Releases;

internal sealed record SentryPatch
{
    public string? Path { get; init; }

    public string? Type { get; init; }
}
