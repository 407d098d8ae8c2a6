namespace Monitoring.ErrorTracking.Releases;

/// <summary>What to change about a release; what is <see langword="null"/> stays as it is.</summary>
public sealed record ReleaseChange
{
    /// <summary>The commit or tag that it was built from, at most 250 characters.</summary>
    public string? Ref { get; init; }

    /// <summary>A page about it, http or https, at most 2,000 characters.</summary>
    public string? Url { get; init; }

    /// <summary>When it was finished.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Whether lists leave it out.</summary>
    public bool? IsArchived { get; init; }
}
