namespace Monitoring.ErrorTracking.Releases.Storing;

/// <summary>A deploy of a release.</summary>
internal sealed record DeployDocument
{
    public required string Version { get; init; }

    public required Deploy Deploy { get; init; }
}
