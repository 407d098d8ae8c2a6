using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Transfer;

/// <summary>Something that an <see cref="IErrorStore"/> holds. The subtypes are all there are, and are exported in their order here.</summary>
public abstract record ErrorStoreRecord
{
    private protected ErrorStoreRecord()
    {
    }

    /// <summary>The numbers above which the store goes on; always the first record, and the only one of its kind.</summary>
    public sealed record Counters : ErrorStoreRecord
    {
        /// <summary>No issue that is opened later has this id or a lower one.</summary>
        public required long LastIssue { get; init; }

        /// <summary>No transition that is told later has this position or a lower one.</summary>
        public required long LastPosition { get; init; }

        /// <summary>No merge that is made later has this order or a lower one.</summary>
        public required long LastMerge { get; init; }
    }

    /// <summary>What is kept of a project.</summary>
    public sealed record Project : ErrorStoreRecord
    {
        /// <summary>The project.</summary>
        public required ProjectId ProjectId { get; init; }

        /// <summary>The number that was given to an issue last, whether that is still there or not.</summary>
        public required long LastNumber { get; init; }
    }

    /// <summary>A hash that belongs to an issue, with all that it has counted.</summary>
    public sealed record Hash : ErrorStoreRecord
    {
        /// <summary>The project.</summary>
        public required ProjectId ProjectId { get; init; }

        /// <summary>The hash.</summary>
        public required GroupingHash Value { get; init; }

        /// <summary>The issue that owns it, of which a record follows.</summary>
        public required IssueId IssueId { get; init; }

        /// <summary>What it has counted; <see langword="null"/> while it is the primary hash of no event.</summary>
        public HashCounts? Counts { get; init; }
    }

    /// <summary>An issue without what its hashes have counted.</summary>
    public sealed record Issue : ErrorStoreRecord
    {
        /// <summary>The issue's id.</summary>
        public required IssueId Id { get; init; }

        /// <summary>The project.</summary>
        public required ProjectId ProjectId { get; init; }

        /// <summary>Its number in the project.</summary>
        public required long Number { get; init; }

        /// <summary>Its state.</summary>
        public required IssueState State { get; init; }

        /// <summary>Who has it, or <see langword="null"/>.</summary>
        public string? Assignee { get; init; }

        /// <summary>Its version.</summary>
        public required long Version { get; init; }

        /// <summary>The hashes that it owns, in order; of an issue that was merged away those that it owned then.</summary>
        public required ImmutableArray<GroupingHash> Hashes { get; init; }

        /// <summary>Of an issue that was merged away the one that it went into, of which a record comes too; <see langword="null"/> otherwise.</summary>
        public IssueId? MergedInto { get; init; }

        /// <summary>Of an issue that was merged away, which of several merges was the last; 0 otherwise.</summary>
        public long MergeOrder { get; init; }
    }

    /// <summary>An event that is kept. Those that are outlived come before all others.</summary>
    public sealed record Event : ErrorStoreRecord
    {
        /// <summary>The event with its payload, if that is kept.</summary>
        public required GroupedEvent Kept { get; init; }

        /// <summary>Whether it is pinned.</summary>
        public bool IsPinned { get; init; }

        /// <summary>Whether the pin alone keeps it: the events of its day are gone.</summary>
        public bool IsOutlived { get; init; }
    }

    /// <summary>The id of an event that is gone and still known, so that a repetition is a duplicate.</summary>
    public sealed record KnownEvent : ErrorStoreRecord
    {
        /// <summary>The project.</summary>
        public required ProjectId ProjectId { get; init; }

        /// <summary>The event's id.</summary>
        public required EventId EventId { get; init; }
    }

    /// <summary>A transition that was not trimmed.</summary>
    public sealed record Transition : ErrorStoreRecord
    {
        /// <summary>The transition with its position.</summary>
        public required IssueTransition Told { get; init; }
    }
}
