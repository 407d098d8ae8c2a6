using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>
/// An event that has been normalised and grouped: the facts that a store indexes and counts, and the payload
/// that it only keeps.
/// </summary>
/// <remarks>
/// Texts are valid UTF-16 (no lone surrogates) and may be empty, hold NUL, or hold personal data that the project does not have scrubbed.
/// </remarks>
public sealed record GroupedEvent
{
    /// <summary>The project that the event was reported to.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The event's id, unique in its project.</summary>
    public required EventId EventId { get; init; }

    /// <summary>When it happened, corrected for the sender's clock.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When it was received, by the host's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// The hashes that it groups by, the primary one first; at least one. The event belongs to the issue that any of
    /// them already belongs to, looked up in this order; the others then join that issue where they have none.
    /// </summary>
    public required ImmutableArray<GroupingHash> Hashes { get; init; }

    /// <summary>What an issue that this event opens is called, at most 256 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The place in the code or the transaction that is to blame, at most 200 characters; may be empty.</summary>
    public string Culprit { get; init; } = "";

    /// <summary>The kind of event: <c>error</c>, <c>default</c>, <c>csp</c> and so on.</summary>
    public required string Type { get; init; }

    /// <summary>How bad it is.</summary>
    public required ErrorLevel Level { get; init; }

    /// <summary>The SDK's platform, such as <c>python</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The release that reported it, at most 200 characters, or <see langword="null"/>.</summary>
    public string? Release { get; init; }

    /// <summary>The environment, at most 64 characters, or <see langword="null"/>.</summary>
    public string? Environment { get; init; }

    /// <summary>The service, at most 200 characters, or <see langword="null"/>.</summary>
    public string? Service { get; init; }

    /// <summary>A hash of who was affected, or <see langword="null"/> when nobody is named. Counted distinctly.</summary>
    public ulong? UserHash { get; init; }

    /// <summary>The trace that it happened in, as 32 hexadecimal digits, or <see langword="null"/>.</summary>
    public string? TraceId { get; init; }

    /// <summary>
    /// What free text is searched in beside title, culprit and type, at most <see cref="ErrorStoreLimits.SearchText"/> characters. Kept with the event's facts,
    /// so that a search needs no payload.
    /// </summary>
    public string SearchText { get; init; } = "";

    /// <summary>The tags, each key once, sorted by key in ordinal order.</summary>
    public ImmutableArray<EventTag> Tags { get; init; } = [];

    /// <summary>
    /// The event as it was received after scrubbing, opaque to the store; empty when it was not kept. Counts are
    /// exact either way.
    /// </summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
