using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// LiteDB's log. LiteDB 5.0.20 writes it on a thread of its own after it has answered a commit, flushes it only when
/// that thread has nothing more to do, and waits for ever when that thread has failed. Here a failure is kept for
/// whoever waits for his commit, and what is durable is the business of <see cref="MakeDurable"/>: one flush for all
/// pages of a transaction. Each page has a checksum, which tells a transaction that was cut short from a whole one.
/// </summary>
internal sealed class LogStream(IStoreFile file, StoreTail? tail) : PageStream(file)
{
    // Nobody waits for ever for a thread of LiteDB. In short steps: when the whole process stood still, only one of them is over.
    private const int Steps = 60;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly object _progress = new();
    private readonly byte[] _logged = new byte[LoggedPage.Length];
    private long _confirmed;
    private bool _isDirty;
    private Exception? _fault;

    public override long Length => File.Length / LoggedPage.Length * LoggedPage.PageLength;

    /// <summary>How many transactions have been confirmed since the file was opened.</summary>
    public long Confirmed
    {
        get
        {
            lock (_progress)
            {
                return _confirmed;
            }
        }
    }

    /// <summary>Waits until so many transactions are in the log.</summary>
    public void WaitFor(long confirmed)
    {
        lock (_progress)
        {
            for (var left = Steps; _confirmed < confirmed && _fault is null;)
            {
                left = Monitor.Wait(_progress, Step) ? Steps : left - 1;
                if (left == 0)
                {
                    throw new IOException($"LiteDB has not written its log within {Steps * Step}.");
                }
            }

            ThrowIfFailed();
        }
    }

    /// <summary>Makes durable what has been written.</summary>
    public void MakeDurable()
    {
        lock (_progress)
        {
            ThrowIfFailed();
            if (_isDirty)
            {
                File.Flush();
                tail?.LogReached(File.Length);
                _isDirty = false;
            }
        }
    }

    /// <summary>Cuts the log off, durably: the numbers of transactions begin anew, and must not meet those of old pages.</summary>
    public override void SetLength(long value)
    {
        lock (_progress)
        {
            ThrowIfFailed();
            tail?.LogEnds();
            File.Truncate(PlaceOf(value) * LoggedPage.Length);
            File.Flush();
            _isDirty = false;
        }
    }

    /// <summary>Does nothing: LiteDB calls it when it happens to be idle.</summary>
    public override void Flush()
    {
    }

    protected override int ReadAt(long position, Span<byte> buffer)
    {
        var place = PlaceOf(position);
        CheckLength(buffer.Length);
        var logged = new byte[LoggedPage.Length];
        var read = File.Read(place * LoggedPage.Length, logged);
        if (!LoggedPage.IsWhole(logged.AsSpan(0, read), place))
        {
            throw new IOException($"Page {place} of '{DatabaseFile.LogName}' is not what was written there.");
        }

        logged.AsSpan(0, LoggedPage.PageLength).CopyTo(buffer);
        return LoggedPage.PageLength;
    }

    /// <summary>Never throws: it runs on LiteDB's thread.</summary>
    protected override void WriteAt(long position, ReadOnlySpan<byte> bytes)
    {
        lock (_progress)
        {
            try
            {
                ThrowIfFailed();
                Write(PlaceOf(position), bytes);
            }
            catch (Exception exception)
            {
                _fault ??= exception;
            }

            Monitor.PulseAll(_progress);
        }
    }

    private void Write(long place, ReadOnlySpan<byte> bytes)
    {
        CheckLength(bytes.Length);
        LoggedPage.Seal(bytes, place, _logged);
        File.Write(place * LoggedPage.Length, _logged);
        _isDirty = true;
        _confirmed += LoggedPage.IsConfirming(bytes) ? 1 : 0;
    }

    private void ThrowIfFailed()
    {
        if (_fault is not null)
        {
            throw new IOException($"'{DatabaseFile.LogName}' could not be written: {_fault.Message}", _fault);
        }
    }

    private static long PlaceOf(long position) => position % LoggedPage.PageLength == 0
        ? position / LoggedPage.PageLength
        : throw new NotSupportedException($"LiteDB reads and writes pages; byte {position} of its log begins none.");

    private static void CheckLength(int length)
    {
        if (length != LoggedPage.PageLength)
        {
            throw new NotSupportedException($"LiteDB reads and writes pages of {LoggedPage.PageLength} bytes, not {length}.");
        }
    }
}
