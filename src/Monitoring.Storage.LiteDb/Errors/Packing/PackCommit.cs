using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Packing;

/// <summary>The transaction that ends a round of packing, and what follows from it.</summary>
internal sealed class PackCommit(ErrorSettings settings, ErrorParts parts, Durability durability)
{
    private long _lastSegment = parts.Checkpoint.LastSegment;

    /// <summary>What the database knows of the progress.</summary>
    public Checkpoint Last { get; private set; } = parts.Checkpoint;

    public long NextSegment() => ++_lastSegment;

    /// <summary>The journal up to a sequence is in the database and the segments.</summary>
    public async Task RunAsync(long upTo, ImmutableArray<JournalFile> packed, IReadOnlyCollection<Segment> added, IReadOnlyCollection<Segment> dead)
    {
        Checkpoint next;
        List<IssueTransition> transitions;
        lock (parts.State.Gate)
        {
            next = new Checkpoint
            {
                Replayed = upTo,
                LastSequence = parts.State.LastSequence,
                LastIssue = parts.State.LastIssue,
                TrimmedTransitions = parts.State.TrimmedTransitions,
                LastSegment = _lastSegment,
                LastJournal = packed[^1].Number,
            };
            transitions = [.. parts.State.UnsavedTransitions.Where(transition => transition.Sequence <= upTo).Select(transition => transition.Told)];
        }

        await durability.WaitAsync(next.LastSequence, CancellationToken.None).ConfigureAwait(false);
        await settings.Writer.RunAsync(
            database =>
            {
                transitions.ForEach(parts.Tables.Put);
                database.RemoveUpTo(Collections.Transitions, next.TrimmedTransitions);
                WriteSegments(database, dead, added);
                parts.Tables.Put(next);
                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        Last = next;
        lock (parts.State.Gate)
        {
            parts.Journals.Remove(packed);
            parts.Segments.Replace(dead, added);
            parts.Segments.ForgetKeys((settings.Time.GetUtcNow() - ErrorRecovery.KnownFor).UtcTicks);
            parts.State.TransitionsSaved(upTo);
            parts.State.Evict(always: true);
        }

        foreach (var file in packed)
        {
            file.Dispose();
            settings.Removal.Remove(file.Path);
        }

        RemoveFiles(dead);
    }

    /// <summary>Goes on above a sequence and an issue; nothing may be in memory that the database does not have.</summary>
    public async Task GoOnFromAsync(long sequence, long lastIssue)
    {
        var next = Last with { Replayed = sequence, LastSequence = sequence, LastIssue = lastIssue };
        await settings.Writer.RunAsync(
            _ =>
            {
                parts.Tables.Put(next);
                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        Last = next;
    }

    /// <summary>One segment takes the place of several.</summary>
    public async Task ReplaceAsync(IReadOnlyCollection<Segment> sources, Segment merged)
    {
        var next = Last with { LastSegment = _lastSegment };
        await settings.Writer.RunAsync(
            database =>
            {
                WriteSegments(database, sources, [merged]);
                parts.Tables.Put(next);
                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        Last = next;
        lock (parts.State.Gate)
        {
            parts.Segments.Replace(sources, [merged]);
        }

        RemoveFiles(sources);
    }

    private void WriteSegments(DatabaseFile database, IEnumerable<Segment> removed, IEnumerable<Segment> added)
    {
        foreach (var segment in removed)
        {
            database.Remove(Collections.Segments, segment.Info.Number);
        }

        foreach (var segment in added)
        {
            parts.Tables.Put(segment.Info);
        }
    }

    private void RemoveFiles(IReadOnlyCollection<Segment> segments)
    {
        foreach (var segment in segments)
        {
            segment.Dispose();
            settings.Removal.Remove(segment.Info.Path, SegmentInfo.DirectoryOf(segment.Info.Day));
        }
    }
}
