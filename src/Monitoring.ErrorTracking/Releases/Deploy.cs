namespace Monitoring.ErrorTracking.Releases;

/// <summary>That a release was brought to an environment.</summary>
public sealed record Deploy
{
    /// <summary>Its own id; <see langword="default"/> for one that is to be recorded.</summary>
    public EntityId Id { get; init; }

    /// <summary>Where it runs, 1 to 64 characters, such as <c>production</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>What people call it, at most 64 characters.</summary>
    public string? Name { get; init; }

    /// <summary>A page about it, http or https, at most 2,000 characters.</summary>
    public string? Url { get; init; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was done, UTC; <see langword="null"/> in one that is to be recorded means now.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
