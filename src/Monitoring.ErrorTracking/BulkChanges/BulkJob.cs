namespace Monitoring.ErrorTracking.BulkChanges;

/// <summary>A change of many issues on its way. It goes on whatever host stops, and changes each issue once.</summary>
public sealed record BulkJob
{
    /// <summary>The job's id.</summary>
    public required EntityId Id { get; init; }

    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The <see cref="Access.Actor.Id"/> of who wants it. May identify a person.</summary>
    public required string ActorId { get; init; }

    /// <summary>What is wanted.</summary>
    public required BulkChange Change { get; init; }

    /// <summary>How far it is.</summary>
    public required BulkJobState State { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; <see langword="null"/> while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many issues were found so far.</summary>
    public int Found { get; init; }

    /// <summary>How many were changed.</summary>
    public int Changed { get; init; }

    /// <summary>How many were left alone: they were gone, or somebody or an event had changed them after they were found.</summary>
    public int Skipped { get; init; }

    /// <summary>How many could not be changed.</summary>
    public int Failed { get; init; }

    /// <summary>Why the first of these could not; <see langword="null"/> while there is none.</summary>
    public string? FirstFailure { get; init; }

    /// <summary>Whether more issues matched than one job changes (100,000); the others were not looked at.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Whether it is still running.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsRunning => State is BulkJobState.Finding or BulkJobState.Changing;
}
