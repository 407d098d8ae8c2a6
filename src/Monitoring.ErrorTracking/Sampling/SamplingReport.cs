namespace Monitoring.ErrorTracking.Sampling;

/// <summary>What sampling does in a project.</summary>
public sealed record SamplingReport
{
    /// <summary>The settings.</summary>
    public required SamplingSettings Settings { get; init; }

    /// <summary>How many payloads this host has kept in this hour.</summary>
    public required long KeptThisHour { get; init; }

    /// <summary>How many bytes they have.</summary>
    public required long BytesThisHour { get; init; }

    /// <summary>How many events this host has counted in this hour without keeping them.</summary>
    public required long LeftOutThisHour { get; init; }

    /// <summary>How many events an hour are the beginning of a spike; <see langword="null"/> as long as there is less than a day of history.</summary>
    public long? SpikeLimit { get; init; }

    /// <summary>How many events all hosts have taken in this hour, as far as is known.</summary>
    public required long EventsThisHour { get; init; }

    /// <summary>Since when there is a spike; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? SpikeSince { get; init; }
}
