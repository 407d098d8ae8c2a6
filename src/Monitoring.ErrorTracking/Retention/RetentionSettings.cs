using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Retention;

/// <summary>How long a project's errors are kept, and how much of them. What is <see langword="null"/> is as the host's options say.</summary>
public sealed record RetentionSettings
{
    /// <summary>How long events are kept, at least a day; by whole UTC days. Pinned ones stay, and what all of them counted stays with their issue.</summary>
    public TimeSpan? Events { get; init; }

    /// <summary>After how long without an event an issue goes, with all that it counted, at least a day. A host that keeps issues for ever is overruled by it.</summary>
    public TimeSpan? Issues { get; init; }

    /// <summary>
    /// The most bytes that the payloads of events may have together, before the store packs them, at least 1 MiB. When they have more, payloads go as
    /// <see cref="PayloadReservoir{TPlace}"/> says; their events stay.
    /// </summary>
    public long? PayloadBytes { get; init; }
}
