namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>An event to be explained: one that is stored, or the JSON of one.</summary>
public sealed record GroupingSubject
{
    /// <summary>The id of a stored event of the project; <see langword="null"/> when <see cref="Json"/> is given.</summary>
    public EventId? StoredId { get; init; }

    /// <summary>The event as UTF-8 JSON in the names of the Sentry protocol.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }
}
