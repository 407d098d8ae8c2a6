namespace Monitoring.ErrorTracking.Sampling.Spikes;

/// <summary>The last spike of a project.</summary>
internal sealed record SpikeDocument
{
    public const string Key = "intake-spike";

    /// <summary>When it began.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The limit that was exceeded.</summary>
    public required long Limit { get; init; }

    /// <summary>When it ended; null while it lasts.</summary>
    public DateTimeOffset? Until { get; init; }
}
