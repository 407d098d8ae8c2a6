namespace Monitoring.Storage.Errors;

/// <summary>Asks how often an issue occurred over time, by the timestamps of its events.</summary>
public sealed record SeriesQuery
{
    /// <summary>The issue.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>The beginning, inclusive; cut to the bucket.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, exclusive, after <see cref="From"/>; every bucket that begins before it is counted whole. At most 1,000 buckets.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The length of the stretches.</summary>
    public SeriesBucket Bucket { get; init; } = SeriesBucket.Hour;
}
