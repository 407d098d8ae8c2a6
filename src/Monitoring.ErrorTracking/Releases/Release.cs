namespace Monitoring.ErrorTracking.Releases;

/// <summary>A release of a project: a version that events name or that was announced.</summary>
public sealed record Release
{
    /// <summary>Its name as events have it, 1 to 200 characters, such as <c>shop@1.4.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>When it was first seen or created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether events and sessions alone tell of it so far: such a release is not believed to be the latest when its number leaps ahead of all others.</summary>
    public bool IsFromEvent { get; init; }

    /// <summary>When the first event of it was received, UTC; <see langword="null"/> when none was.</summary>
    public DateTimeOffset? FirstEvent { get; init; }

    /// <summary>When the last event of it was received, UTC, to the minute; <see langword="null"/> when none was.</summary>
    public DateTimeOffset? LastEvent { get; init; }

    /// <summary>When it was finished and given to users, UTC; <see langword="null"/> while it is not.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>The commit or tag that it was built from, at most 250 characters.</summary>
    public string? Ref { get; init; }

    /// <summary>A page about it, at most 2,000 characters.</summary>
    public string? Url { get; init; }

    /// <summary>Whether lists leave it out.</summary>
    public bool IsArchived { get; init; }

    /// <summary>How many commits were attached to it.</summary>
    public int Commits { get; init; }

    /// <summary>The newest of its commits; <see langword="null"/> when there is none.</summary>
    public string? LastCommit { get; init; }

    /// <summary>How many deploys of it were recorded.</summary>
    public int Deploys { get; init; }
}
