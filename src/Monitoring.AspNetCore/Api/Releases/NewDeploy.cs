using System.ComponentModel;
using Monitoring.ErrorTracking.Releases;

namespace Monitoring.AspNetCore.Api.Releases;

internal sealed record NewDeploy
{
    [Description("Where it runs, 1 to 64 characters.")]
    public string? Environment { get; init; }

    public string? Name { get; init; }

    public string? Url { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    [Description("When it was done; now when it is left out.")]
    public DateTimeOffset? FinishedAt { get; init; }

    public Deploy ToDeploy() => new() { Environment = Environment ?? "", Name = Name, Url = Url, StartedAt = StartedAt, FinishedAt = FinishedAt };
}
