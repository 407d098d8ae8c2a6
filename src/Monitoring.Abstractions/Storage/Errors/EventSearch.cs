namespace Monitoring.Storage.Errors;

/// <summary>Looks for events of a project, or of one of its issues.</summary>
public sealed record EventSearch
{
    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The issue that they must belong to, or <see langword="null"/> for any; one of another project has none.</summary>
    public IssueId? IssueId { get; init; }

    /// <summary>What they must be like, or <see langword="null"/> for all.</summary>
    public EventFilter? Filter { get; init; }

    /// <summary>Received at or after this instant.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Received before this instant.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 25;

    /// <summary>Where the page before ended, or <see langword="null"/> for the first page; the range and the filter must be the same.</summary>
    public string? Cursor { get; init; }
}
