using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Monitoring.Storage.LiteDb.Files;

namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>Reads the journal that an earlier run left, and puts its end in order.</summary>
internal sealed class JournalRecovery(IStoreFiles files, ILogger logger)
{
    /// <summary>Where bytes are kept that could not be read.</summary>
    public const string DamagedDirectory = "journal/damaged";

    private readonly List<string> _problems = [];
    private long _nextSequence;

    /// <summary>What an operator must know: which places could not be read.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The sequence after the last one that was ever written, also in what could not be read.</summary>
    public long NextSequence => _nextSequence;

    /// <summary>Reads all frames after a sequence, and removes the files that hold none.</summary>
    /// <param name="replayed">What up to this sequence is in the database.</param>
    /// <param name="read">Takes the file, the frame, its offset and its records.</param>
    /// <returns>The files that must be kept.</returns>
    public ImmutableArray<JournalFile> Run(long replayed, Action<JournalFile, JournalFrame, long, byte[]> read)
    {
        _nextSequence = replayed + 1;
        var kept = ImmutableArray.CreateBuilder<JournalFile>();
        foreach (var number in JournalFile.Numbers(files).ToArray())
        {
            if (JournalFile.Open(files, number) is not { } file)
            {
                PutAway(number);
                continue;
            }

            if (Read(file, replayed, read))
            {
                kept.Add(file);
            }
            else
            {
                file.Dispose();
                files.Delete(file.Path);
            }
        }

        return kept.ToImmutable();
    }

    /// <summary>Removes a file that never became durable, and keeps one aside that was something once.</summary>
    private void PutAway(long number)
    {
        var path = JournalFile.PathOf(number);
        if (files.Length(path) <= JournalFile.HeaderLength)
        {
            files.Delete(path);
            return;
        }

        var aside = AsidePath(number, 0);
        files.CreateDirectory(DamagedDirectory);
        files.Move(path, aside);
        files.FlushDirectory(DamagedDirectory);
        Report($"'{path}' does not begin as a journal file does; what it held is lost. It is kept as '{aside}'.");
    }

    private static string AsidePath(long number, long start) => string.Create(CultureInfo.InvariantCulture, $"{DamagedDirectory}/{number:D12}-{start}.rest");

    private bool Read(JournalFile file, long replayed, Action<JournalFile, JournalFrame, long, byte[]> read)
    {
        var isNeeded = false;
        var end = JournalScan.Run(file, (frame, offset, records) =>
        {
            if (frame.NextSequence <= replayed + 1)
            {
                return;
            }

            if (frame.FirstSequence != _nextSequence)
            {
                Report($"'{file.Path}' goes on at byte {offset} with sequence {frame.FirstSequence} instead of {_nextSequence}: what lay between is lost.");
            }

            isNeeded = true;
            file.RecordBytes += records.Length;
            read(file, frame, offset, records);
            _nextSequence = frame.NextSequence;
        });
        if (end < file.Length)
        {
            CutOff(file, end);
        }

        file.Flush();
        return isNeeded;
    }

    private void CutOff(JournalFile file, long end)
    {
        var later = LastLater(file, end);
        if (later is null)
        {
            // A commit that was under way when the power went or the process ended; nobody was told that it is durable.
            Log.JournalTailCut(logger, file.Path, file.Length - end, end);
        }
        else
        {
            var aside = KeepAside(file, end);
            _nextSequence = Math.Max(_nextSequence, later.Value.NextSequence);
            Report($"'{file.Path}' is damaged at byte {end}; the {file.Length - end} bytes from there on were not read and are kept in '{aside}'.");
        }

        file.CutAt(end);
    }

    private static JournalFrame? LastLater(JournalFile file, long end)
    {
        // One is enough to tell damage from a cut-off tail; the last one tells which sequences were used.
        JournalFrame? last = null;
        var from = end;
        while (JournalScan.FindLater(file, from) is { } found)
        {
            last = found.Frame;
            from = found.Offset;
        }

        return last;
    }

    private string KeepAside(JournalFile file, long start)
    {
        files.CreateDirectory(DamagedDirectory);
        var path = AsidePath(file.Number, start);
        if (files.Exists(path))
        {
            files.Delete(path);
        }

        using var aside = files.Create(path);
        var buffer = new byte[1024 * 1024];
        for (var offset = start; offset < file.Length;)
        {
            var read = file.Read(offset, buffer);
            aside.Write(offset - start, buffer.AsSpan(0, read));
            offset += read;
        }

        aside.Flush();
        files.FlushDirectory(DamagedDirectory);
        return path;
    }

    private void Report(string problem)
    {
        _problems.Add(problem);
        Log.JournalDamaged(logger, problem);
    }
}
