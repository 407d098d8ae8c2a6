namespace Monitoring.Storage.Errors;

/// <summary>How many events fell into a stretch of time.</summary>
public sealed record SeriesPoint
{
    /// <summary>The beginning of the stretch, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How many events.</summary>
    public required long Count { get; init; }
}
