using System.ComponentModel;
using Monitoring.ErrorTracking.Releases;

namespace Monitoring.AspNetCore.Api.Releases;

[Description("That a release was brought to an environment.")]
internal sealed record DeployDocument
{
    public required string Id { get; init; }

    public required string Environment { get; init; }

    public required string? Name { get; init; }

    public required string? Url { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    public static DeployDocument Of(Deploy deploy) => new()
    {
        Id = deploy.Id.ToString(),
        Environment = deploy.Environment,
        Name = deploy.Name,
        Url = deploy.Url,
        StartedAt = deploy.StartedAt,
        FinishedAt = deploy.FinishedAt,
    };
}
