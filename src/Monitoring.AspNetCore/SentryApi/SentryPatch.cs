namespace Monitoring.AspNetCore.SentryApi;

internal sealed record SentryPatch
{
    public string? Path { get; init; }

    public string? Type { get; init; }
}
