using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>Reads the journal that an earlier run left, and puts its end in order.</summary>
/// <param name="files">Where it lies.</param>
/// <param name="mark">What the earlier run expected to be found, if it is known.</param>
/// <param name="logger">Told of damage.</param>
/// <param name="tail">The sequence up to which it was durable at least; 0 when that is not known.</param>
internal sealed class JournalRecovery(IStoreFiles files, StoreMark? mark, ILogger logger, long tail = 0)
{
    /// <summary>Where bytes are kept that could not be read.</summary>
    public const string DamagedDirectory = "journal/damaged";

    private readonly List<string> _problems = [];
    private readonly List<Action> _afterwards = [];
    private long _nextSequence;

    /// <summary>What an operator must know: which places could not be read.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The sequence after the last one that was ever written, also in what could not be read.</summary>
    public long NextSequence => _nextSequence;

    /// <summary>The sequence of the last record that was read, or is in the database.</summary>
    public long Reached { get; private set; }

    /// <summary>The highest number of a file that was found or expected.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Reads all frames after a sequence.</summary>
    /// <param name="replayed">What up to this sequence is in the database.</param>
    /// <param name="read">Takes the file, the frame, its offset and its records.</param>
    /// <returns>The files that must be kept.</returns>
    public ImmutableArray<JournalFile> Run(long replayed, Action<JournalFile, JournalFrame, long, byte[]> read)
    {
        _nextSequence = replayed + 1;
        Reached = replayed;
        LastNumber = mark?.Journal ?? 0;
        var kept = ImmutableArray.CreateBuilder<JournalFile>();
        foreach (var number in JournalFile.Numbers(files).ToArray())
        {
            CheckReached(number);
            LastNumber = Math.Max(LastNumber, number);
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
                _afterwards.Add(() => files.Delete(file.Path));
            }
        }

        CheckTail();
        return kept.ToImmutable();
    }

    /// <summary>Removes what holds nothing, and puts aside what cannot be read; when another file is expected by then.</summary>
    public void Finish() => _afterwards.ForEach(action => action());

    /// <summary>Before the file that was written last, those before it must have been read.</summary>
    private void CheckReached(long number)
    {
        if (mark is null || number < mark.Journal || LastNumber > mark.Journal)
        {
            return;
        }

        if (Reached < mark.Reached && _problems.Count == 0)
        {
            Report($"The journal before '{JournalFile.PathOf(mark.Journal)}' ends with sequence {Reached} instead of {mark.Reached}: a file of it is missing, and what it held is lost.");
        }

        _nextSequence = Math.Max(_nextSequence, mark.NextSequence);
    }

    /// <summary>A file that was cut off ends as one does whose last commit was not finished.</summary>
    private void CheckTail()
    {
        if (Reached < tail && _problems.Count == 0)
        {
            Report($"The journal ends with sequence {Reached}, but what it held up to {tail} had been answered: '{JournalFile.PathOf(LastNumber)}' or one before it was cut off, and what lay behind is lost.");
        }

        _nextSequence = Math.Max(_nextSequence, tail + 1);
    }

    /// <summary>Removes a file that never became durable, and keeps one aside that was something once.</summary>
    private void PutAway(long number)
    {
        var path = JournalFile.PathOf(number);
        if (files.Length(path) <= JournalFile.HeaderLength)
        {
            _afterwards.Add(() => files.Delete(path));
            if (number == mark?.Journal)
            {
                Report($"'{path}' is empty or cut off; what it held is lost.");
            }

            return;
        }

        var aside = AsidePath(number, 0);
        _afterwards.Add(() =>
        {
            files.CreateDirectory(DamagedDirectory);
            files.Move(path, aside);
            files.FlushDirectory(DamagedDirectory);
        });
        Report($"'{path}' does not begin as a journal file does; what it held is lost. It is kept as '{aside}'.");
    }

    private static string AsidePath(long number, long start) => string.Create(CultureInfo.InvariantCulture, $"{DamagedDirectory}/{number:D12}-{start}.rest");

    private bool Read(JournalFile file, long replayed, Action<JournalFile, JournalFrame, long, byte[]> read)
    {
        var isNeeded = false;
        var last = (long)JournalFile.HeaderLength;
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
            last = offset;
            file.RecordBytes += records.Length;
            read(file, frame, offset, records);
            _nextSequence = frame.NextSequence;
            Reached = frame.NextSequence - 1;
        });
        if (end < file.Length)
        {
            CutOff(file, end);
        }

        if (isNeeded)
        {
            file.Renew(last);
        }

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
            if (read == 0)
            {
                break;
            }

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
