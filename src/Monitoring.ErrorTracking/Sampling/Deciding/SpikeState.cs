namespace Monitoring.ErrorTracking.Sampling.Deciding;

/// <summary>What all hosts know of a spike.</summary>
internal sealed record SpikeState
{
    /// <summary>The hour that it speaks of, in hours since the year 1.</summary>
    public long Hour { get; init; }

    /// <summary>How many events an hour are a spike; null when there is too little history.</summary>
    public long? Limit { get; init; }

    /// <summary>How many events were taken in the hour by others, or by this host before it started anew.</summary>
    public long Others { get; init; }

    /// <summary>Since when there is a spike.</summary>
    public DateTimeOffset? Since { get; init; }
}
