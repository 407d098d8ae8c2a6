namespace Monitoring.Projects;

/// <summary>At most <see cref="Count"/> events in any span of <see cref="Window"/>.</summary>
public sealed record KeyRateLimit
{
    /// <summary>How many events, at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>The length of the span, from one second to one day.</summary>
    public required TimeSpan Window { get; init; }
}
