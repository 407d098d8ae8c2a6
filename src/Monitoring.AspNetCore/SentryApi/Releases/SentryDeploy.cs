using Monitoring.ErrorTracking.Releases;

namespace Monitoring.AspNetCore.SentryApi.Releases;

/// <summary>A deploy, in both directions.</summary>
internal sealed record SentryDeploy
{
    public string? Id { get; init; }

    public string? Environment { get; init; }

    public string? Name { get; init; }

    public string? Url { get; init; }

    public DateTimeOffset? DateStarted { get; init; }

    public DateTimeOffset? DateFinished { get; init; }

    public Deploy ToDeploy() => new()
    {
        Environment = Environment ?? "",
        Name = Name,
        Url = string.IsNullOrEmpty(Url) ? null : Url,
        StartedAt = DateStarted,
        FinishedAt = DateFinished,
    };

    public static SentryDeploy Of(Deploy deploy) => new()
    {
        Id = deploy.Id.ToString(),
        Environment = deploy.Environment,
        Name = deploy.Name,
        Url = deploy.Url,
        DateStarted = deploy.StartedAt,
        DateFinished = deploy.FinishedAt,
    };
}
