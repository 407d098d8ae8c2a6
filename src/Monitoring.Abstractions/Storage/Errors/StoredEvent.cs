namespace Monitoring.Storage.Errors;

/// <summary>An event as a store holds it.</summary>
public sealed record StoredEvent
{
    /// <summary>The issue that the event belongs to now.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>
    /// What was appended. In lists the payload is left out (empty); by id it is there if it was kept and has not
    /// expired.
    /// </summary>
    public required GroupedEvent Event { get; init; }

    /// <summary>Whether its payload is kept, also in lists, which leave it out. Of an event without one nothing but the facts and the counts are there.</summary>
    public bool HasPayload { get; init; }

    /// <summary>Whether somebody pinned it, so that it stays.</summary>
    public bool IsPinned { get; init; }
}
