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

    public static ErrorParts Run(ErrorSettings settings)
    {
        var files = settings.Files;
        files.CreateDirectory(JournalFile.Directory);
        files.CreateDirectory(SegmentInfo.Directory);
        files.FlushDirectory("");
        var tables = new ErrorTables(settings.Database);
        var checkpoint = tables.ReadCheckpoint();
        var infos = tables.Segments().ToList();
        RemoveStraySegments(settings, infos);
        var segments = new SegmentStore(files, infos, (settings.Time.GetUtcNow() - KnownFor).UtcTicks, settings.OnDamage);
        var state = new ErrorState(tables, checkpoint, settings.Options.CacheBytes);
        var recovery = new JournalRecovery(files, settings.Logger);
        var journals = recovery.Run(
            checkpoint.Replayed,
            (file, frame, offset, records) => ChangeReader.Replay(frame, offset, records, file, state));

        // What is written now goes into a file of its own, so that nothing follows a tail that was cut off.
        var lastNumber = Math.Max(checkpoint.LastJournal, journals.IsEmpty ? 0 : journals[^1].Number);
        var nextSequence = Math.Max(recovery.NextSequence, checkpoint.LastSequence + 1);
        journals = journals.Add(JournalFile.Create(files, lastNumber + 1, nextSequence));
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
