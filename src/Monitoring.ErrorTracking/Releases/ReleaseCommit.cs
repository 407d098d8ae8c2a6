using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Releases;

/// <summary>A commit that belongs to a release. Holds a name and an address of a person.</summary>
public sealed record ReleaseCommit
{
    /// <summary>Its hash, 1 to 64 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The repository that it is in, as it was named with it, at most 200 characters.</summary>
    public string? Repository { get; init; }

    /// <summary>Who wrote it, at most 128 characters.</summary>
    public string? AuthorName { get; init; }

    /// <summary>The address of who wrote it, at most 128 characters.</summary>
    public string? AuthorEmail { get; init; }

    /// <summary>What it says about itself, at most 4,096 characters.</summary>
    public string? Message { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The files that it touches, from the root of the repository, at most 1,000.</summary>
    public ImmutableArray<string> Files { get; init; } = [];
}
