namespace Monitoring.AspNetCore.SentryApi.Projects;

internal sealed record KeyLimitDocument
{
    public required int Count { get; init; }

    /// <summary>In seconds.</summary>
    public required long Window { get; init; }
}
