using System.Collections.Immutable;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Blobs;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Errors;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Backup;

/// <summary>
/// Makes one backup: what a process would leave that is killed between two commits. First it has the database as it is between two transactions, whose data file then stays as it is, and with it the files that
/// it names; then the journal as it is between two commits, which reaches further, so that no document tells of an event that is not there. Nothing is removed until all is copied.
/// </summary>
internal sealed class BackupRun(IStoreFiles files, DatabaseWriter writer, LogKeeper log, FileRemoval removal, StoreTail tail, ErrorEngine errors, BackupTarget target)
{
    private const int OpenTries = 10;

    private readonly List<string> _missing = [];

    public async Task<LiteDbBackupResult> RunAsync(CancellationToken cancellationToken)
    {
        removal.Hold();
        try
        {
            var database = await writer.RunBetweenAsync(LookAtDatabase, cancellationToken).ConfigureAwait(false);
            var journal = await errors.BetweenCommitsAsync(() => LookAtJournal(database.LastJournal), cancellationToken).ConfigureAwait(false);
            await Task.Run(() => Copy(database, journal, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Discard();
            throw;
        }
        finally
        {
            log.IsHeld = false;
            removal.Release();
        }

        return new LiteDbBackupResult { Files = target.Files, Bytes = target.Bytes, Missing = [.. _missing] };
    }

    /// <summary>On the thread that writes the database.</summary>
    private DatabaseMoment LookAtDatabase(DatabaseFile database)
    {
        log.IsHeld = true;
        var tables = new ErrorTables(database);
        return new DatabaseMoment
        {
            DataBytes = files.Length(DatabaseFile.Name),
            LogBytes = files.Length(DatabaseFile.LogName),
            LastJournal = tables.ReadCheckpoint().LastJournal,
            Segments = [.. tables.Segments()],
            Blobs = [.. new BlobTable(database).All()],
        };
    }

    /// <summary>On the thread that writes the journal.</summary>
    private JournalMoment LookAtJournal(long packed)
    {
        var mark = StoreMark.Read(files) ?? throw new StoreDamagedException($"'{StoreMark.Name}' is missing or damaged.");
        return new JournalMoment { Mark = mark, Reached = tail.Journal, Files = [.. JournalFile.Numbers(files).Where(number => number > packed).Select(JournalFile.PathOf).Select(path => (path, files.Length(path)))] };
    }

    private void Copy(DatabaseMoment database, JournalMoment journal, CancellationToken cancellationToken)
    {
        // The mark comes first and the database last: without it the store opens nothing that has a mark, under whatever name.
        target.Begin();
        target.Write(journal.Mark, journal.Reached, database.LogBytes);
        foreach (var (path, length) in journal.Files)
        {
            CopyWhole(path, length, cancellationToken);
        }

        foreach (var segment in database.Segments)
        {
            CopyIfThere(files.TryOpenRead(segment.Path), segment.Path, segment.Bytes, cancellationToken);
        }

        foreach (var blob in database.Blobs)
        {
            CopyIfThere(TryOpen(blob), blob.Path, blob.Info.Length, cancellationToken);
        }

        CopyWhole(DatabaseFile.LogName, database.LogBytes, cancellationToken);
        CopyWhole(DatabaseFile.Name, database.DataBytes, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        target.Finish();
    }

    /// <summary>Removes what was copied; what went wrong before is what matters.</summary>
    private void Discard()
    {
        try
        {
            target.Discard();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It keeps its name, and the next backup removes it.
        }
    }

    private void CopyWhole(string path, long length, CancellationToken cancellationToken)
    {
        using var file = files.OpenRead(path);
        if (!target.Copy(file, path, length, cancellationToken))
        {
            throw new StoreDamagedException($"'{path}' has become shorter than {length} bytes.");
        }
    }

    private void CopyIfThere(IStoreFile? file, string path, long length, CancellationToken cancellationToken)
    {
        using (file)
        {
            if (file is null || !target.Copy(file, path, length, cancellationToken))
            {
                _missing.Add(path);
            }
        }
    }

    /// <summary>Opens a blob, which is on its way in or out for a moment.</summary>
    private IStoreFile? TryOpen(BlobFile blob)
    {
        for (var attempt = 0; attempt < OpenTries; attempt++)
        {
            if ((files.TryOpenRead(blob.Path) ?? files.TryOpenRead(blob.PassagePath)) is { } file)
            {
                return file;
            }
        }

        return null;
    }

    private sealed record DatabaseMoment
    {
        public required long DataBytes { get; init; }

        public required long LogBytes { get; init; }

        /// <summary>The journal up to this file is packed.</summary>
        public required long LastJournal { get; init; }

        public required ImmutableArray<SegmentInfo> Segments { get; init; }

        public required ImmutableArray<BlobFile> Blobs { get; init; }
    }

    private sealed record JournalMoment
    {
        public required StoreMark Mark { get; init; }

        public required long Reached { get; init; }

        public required ImmutableArray<(string Path, long Length)> Files { get; init; }
    }
}
