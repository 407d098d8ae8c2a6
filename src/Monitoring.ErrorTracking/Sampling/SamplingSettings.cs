namespace Monitoring.ErrorTracking.Sampling;

/// <summary>Of which events the payload is kept. Every event is counted in its issue, kept or not.</summary>
public sealed record SamplingSettings
{
    /// <summary>Of each issue so many events an hour are kept whatever else is full.</summary>
    public const int AlwaysKept = 10;

    /// <summary>Whether payloads are left out at all.</summary>
    /// <value>By default <see langword="true"/>.</value>
    public bool IsEnabled { get; init; } = true;

    /// <summary>How many events of an issue are kept each hour before any is left out, 1 to 1,000,000.</summary>
    /// <value>By default 1,000.</value>
    public int KeepFirst { get; init; } = 1000;

    /// <summary>At least one event of an issue is kept in this time, so that the newest can be read; 10 seconds to an hour.</summary>
    /// <value>By default 5 minutes.</value>
    public TimeSpan KeepEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most events of an issue that are kept each hour, beside those of <see cref="KeepEvery"/>; at least <see cref="AlwaysKept"/>.</summary>
    /// <value>By default 10,000.</value>
    public int MaxPerIssue { get; init; } = 10_000;

    /// <summary>The most events of the project that each host keeps each hour, beside <see cref="AlwaysKept"/> and <see cref="KeepEvery"/> of each issue.</summary>
    /// <value>By default 500,000.</value>
    public long MaxPerProject { get; init; } = 500_000;

    /// <summary>The most bytes of payloads of the project that each host keeps each hour, with the same exceptions.</summary>
    /// <value>By default 4 GiB.</value>
    public long MaxBytesPerProject { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Whether less is kept while much more comes in than usual.</summary>
    /// <value>By default <see langword="true"/>.</value>
    public bool IsSpikeProtected { get; init; } = true;

    /// <summary>What takes the place of <see cref="KeepFirst"/> during a spike, when it is less.</summary>
    /// <value>By default 100.</value>
    public int KeepFirstInSpike { get; init; } = 100;
}
