using Monitoring.Storage.Codecs;

namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>Collects the records of a group commit and writes them as one frame. For the journal's thread alone.</summary>
internal sealed class JournalWriter
{
    /// <summary>When so many bytes have been collected, the frame is written although more is waiting.</summary>
    public const int FrameBytes = 4 * 1024 * 1024;

    private const int KeptBytes = 2 * FrameBytes;

    private readonly ByteWriter _frame = new(FrameBytes / 4);
    private long _frameSequence;

    public JournalWriter(JournalFile active, long nextSequence)
    {
        Active = active;
        NextSequence = nextSequence;
        _frameSequence = nextSequence;
        BeginFrame();
    }

    public JournalFile Active { get; private set; }

    /// <summary>The sequence of the next record; each has the one after its predecessor's.</summary>
    public long NextSequence { get; private set; }

    /// <summary>Takes the records. Whoever writes one calls <see cref="EndRecord"/> after it.</summary>
    public ByteWriter Records => _frame;

    /// <summary>How many bytes the records have so far.</summary>
    public int RecordLength => _frame.Length - JournalFrame.HeaderLength;

    public bool IsFull => RecordLength >= FrameBytes;

    public void EndRecord() => NextSequence++;

    /// <summary>Writes what has been collected and returns when it is durable.</summary>
    public void Commit()
    {
        if (RecordLength == 0)
        {
            return;
        }

        var frame = new JournalFrame { RecordLength = RecordLength, FirstSequence = _frameSequence, Records = (int)(NextSequence - _frameSequence) };
        WriteHeader(frame);
        Active.Append(_frame.Written);
        Active.RecordBytes += RecordLength;
        _frameSequence = NextSequence;
        BeginFrame();
    }

    /// <summary>Lets the next record have a sequence above this one; nothing may be waiting to be committed.</summary>
    public void GoOnFrom(long sequence) => NextSequence = _frameSequence = sequence + 1;

    /// <summary>Goes on in another file; nothing may be waiting to be committed.</summary>
    public void ContinueIn(JournalFile file) => Active = file;

    private void WriteHeader(JournalFrame frame)
    {
        Span<byte> header = stackalloc byte[JournalFrame.HeaderLength];
        frame.Write(header, _frame.Written[JournalFrame.HeaderLength..], Active.Salt);
        _frame.Overwrite(0, header);
    }

    private void BeginFrame()
    {
        _frame.Clear();
        _frame.Trim(KeptBytes);
        _frame.Reserve(JournalFrame.HeaderLength);
    }
}
