namespace Monitoring.ErrorTracking.Rollups;

/// <summary>Says that a timer sweeps the values of a kind in a project.</summary>
internal sealed record SweepDocument
{
    public const string Key = "sweep";

    public required DateTimeOffset Since { get; init; }
}
