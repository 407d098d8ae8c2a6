using System.Collections.Immutable;

namespace Monitoring.Core.Archives;

/// <summary>An archive of all that a host keeps, or one on its way.</summary>
public sealed record StoreArchive
{
    /// <summary>Its id.</summary>
    public required EntityId Id { get; init; }

    /// <summary>The name of its file in <see cref="ArchiveOptions.Directory"/>.</summary>
    public required string File { get; init; }

    /// <summary>How far it is.</summary>
    public required ArchiveState State { get; init; }

    /// <summary>Who wants it; may identify a person.</summary>
    public required string ActorId { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The machine that writes it, or on which it lies; <see langword="null"/> while none has begun.</summary>
    public string? Host { get; init; }

    /// <summary>When the host began with it, the last time, UTC. What was answered before is in the archive.</summary>
    public DateTimeOffset? BeganAt { get; init; }

    /// <summary>When it was done, failed or was cancelled, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often a host has begun with it. An archive shows one moment, so that one that was interrupted is begun anew.</summary>
    public int Attempts { get; init; }

    /// <summary>How many records are written; while it is read back, how many were read.</summary>
    public long Records { get; init; }

    /// <summary>How many events are among them.</summary>
    public long Events { get; init; }

    /// <summary>How many events there may be at most, as far as is known: all that were counted, also those whose bodies have expired.</summary>
    public long EventsAtMost { get; init; }

    /// <summary>The length of the file so far.</summary>
    public long Bytes { get; init; }

    /// <summary>What it holds, once it is done.</summary>
    public ImmutableArray<ArchiveCount> Counts { get; init; } = [];

    /// <summary>Why it failed; redacted.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether a host works on it, or is to.</summary>
    public bool IsOnItsWay => State is ArchiveState.Waiting or ArchiveState.Writing or ArchiveState.Verifying;
}
