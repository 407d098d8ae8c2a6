using Monitoring.Storage.LiteDb.Codecs;

namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>Collects the records of a group commit and writes them as one frame. For the journal's thread alone.</summary>
internal sealed class JournalWriter : IDisposable
{
    /// <summary>When so many bytes have been collected, the frame is written although more is waiting.</summary>
    public const int FrameBytes = 4 * 1024 * 1024;

    private const int Level = 1;
    private const int WorthPacking = 512;
    private const int KeptBytes = 2 * FrameBytes;

    private readonly Packing _packing = new(Level);
    private readonly ByteWriter _frame = new();
    private long _frameSequence;

    public JournalWriter(JournalFile active, long nextSequence)
    {
        Active = active;
        NextSequence = nextSequence;
        _frameSequence = nextSequence;
    }

    public JournalFile Active { get; private set; }

    /// <summary>The sequence of the next record; each has the one after its predecessor's.</summary>
    public long NextSequence { get; private set; }

    /// <summary>The records so far. Whoever writes one calls <see cref="EndRecord"/> after it.</summary>
    public ByteWriter Records { get; } = new(FrameBytes / 4);

    public bool IsFull => Records.Length >= FrameBytes;

    public void EndRecord() => NextSequence++;

    /// <summary>Writes what has been collected and returns when it is durable.</summary>
    public void Commit()
    {
        if (Records.Length == 0)
        {
            return;
        }

        var isPacked = Build();
        var frame = new JournalFrame
        {
            IsPacked = isPacked,
            StoredLength = _frame.Length - JournalFrame.HeaderLength,
            RecordLength = Records.Length,
            FirstSequence = _frameSequence,
            Records = (int)(NextSequence - _frameSequence),
        };
        WriteHeader(frame);
        Active.Append(_frame.Written);
        Active.RecordBytes += Records.Length;
        _frameSequence = NextSequence;
        Records.Clear();
        Records.Trim(KeptBytes);
    }

    /// <summary>Goes on in another file; nothing may be waiting to be committed.</summary>
    public void ContinueIn(JournalFile file) => Active = file;

    public void Dispose() => _packing.Dispose();

    private bool Build()
    {
        _frame.Clear();
        _frame.Trim(KeptBytes);
        _frame.Reserve(JournalFrame.HeaderLength);
        if (Records.Length >= WorthPacking && _packing.Pack(Records.Written, _frame) < Records.Length)
        {
            return true;
        }

        _frame.Rewind(JournalFrame.HeaderLength);
        _frame.Raw(Records.Written);
        return false;
    }

    private void WriteHeader(JournalFrame frame)
    {
        Span<byte> header = stackalloc byte[JournalFrame.HeaderLength];
        frame.Write(header, _frame.Written[JournalFrame.HeaderLength..]);
        _frame.Overwrite(0, header);
    }
}
