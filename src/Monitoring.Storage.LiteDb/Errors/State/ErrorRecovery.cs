using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Changes;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.State;

/// <summary>Opens what a directory holds: removes files that belong to nothing, and replays the journal.</summary>
internal static class ErrorRecovery
{
    /// <summary>How long event ids are known at least; a little more than promised, since it is reckoned by whole segments.</summary>
    public static readonly TimeSpan KnownFor = ErrorStoreLimits.DuplicateWindow + TimeSpan.FromHours(1);

    // More than a journal can hold, four files that wait and the one that is written.
    private const long SkippedIssues = 1_000_000;
    private const long SkippedSequences = 1L << 32;

    public static ErrorParts Run(ErrorSettings settings)
    {
        var files = settings.Files;
        files.CreateDirectory(JournalFile.Directory);
        files.CreateDirectory(SegmentInfo.Directory);
        files.FlushDirectory("");
        var tables = new ErrorTables(settings.Database);
        var checkpoint = tables.ReadCheckpoint();
        var last = StoreMark.Read(files);
        var mark = last is { IsClosed: false } && last.Journal > checkpoint.LastJournal ? last : null;
        if (mark is not null && !files.Exists(JournalFile.PathOf(mark.Journal)))
        {
            throw StoreMark.Missing(JournalFile.PathOf(mark.Journal), "events that were answered");
        }

        var infos = tables.Segments().ToList();
        RemoveStraySegments(settings, infos);
        var segments = new SegmentStore(files, infos, (settings.Time.GetUtcNow() - KnownFor).UtcTicks, settings.OnDamage);
        var state = new ErrorState(tables, checkpoint, settings.Options.CacheBytes);
        var recovery = new JournalRecovery(files, mark, settings.Logger, settings.Tail.Journal);
        var journals = recovery.Run(
            checkpoint.Replayed,
            (file, frame, offset, records) =>
            {
                state.IsTorn = recovery.Problems.Count > 0;
                ChangeReader.Replay(frame, offset, records, file, state);
            });
        state.IsTorn = recovery.Problems.Count > 0;
        state.SkipIssues(last?.LastIssue ?? 0);
        var nextSequence = Math.Max(Math.Max(recovery.NextSequence, checkpoint.LastSequence + 1), last?.NextSequence ?? 0);
        if (state.IsTorn)
        {
            // What was lost may have been seen: its ids and positions are not given again.
            state.SkipIssues(state.LastIssue + SkippedIssues);
            nextSequence += SkippedSequences;
        }

        // What is written now goes into a file of its own, so that nothing follows a tail that was cut off.
        var next = new StoreMark
        {
            Journal = Math.Max(checkpoint.LastJournal, recovery.LastNumber) + 1,
            Reached = recovery.Reached,
            NextSequence = nextSequence,
            LastIssue = state.LastIssue,
        };
        journals = journals.Add(next.Begin(files));

        // What is lost has been told.
        settings.Tail.JournalReached(recovery.Reached);
        recovery.Finish();
        return new ErrorParts
        {
            Tables = tables,
            State = state,
            Journals = new JournalSet(journals),
            Segments = segments,
            Checkpoint = checkpoint,
            NextSequence = nextSequence,
            Problems = recovery.Problems,
        };
    }

    private static void RemoveStraySegments(ErrorSettings settings, List<SegmentInfo> infos)
    {
        var known = infos.Select(info => info.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var day in settings.Files.ListDirectories(SegmentInfo.Directory))
        {
            var directory = $"{SegmentInfo.Directory}/{day}";
            foreach (var path in settings.Files.List(directory).Select(name => $"{directory}/{name}").Where(path => !known.Contains(path)))
            {
                Log.StrayFileRemoved(settings.Logger, path);
                settings.Files.Delete(path);
            }

            settings.Files.DeleteDirectoryIfEmpty(directory);
        }
    }
}
