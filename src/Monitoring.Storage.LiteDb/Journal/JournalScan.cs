namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>Reads the frames of a journal file one after the other, as far as they are whole.</summary>
internal static class JournalScan
{
    private const int SearchStep = 64 * 1024;

    /// <summary>Hands each whole frame to the reader.</summary>
    /// <returns>Where the last whole frame ends.</returns>
    public static long Run(JournalFile file, Action<JournalFrame, long, byte[]> read)
    {
        long offset = JournalFile.HeaderLength;
        while (offset < file.Length && file.TryReadRecords(offset, out var records) is { } frame)
        {
            read(frame, offset, records);
            offset += frame.Length;
        }

        return offset;
    }

    /// <summary>
    /// Looks for a whole frame after the place where the frames end. There is none when a write was cut short; when
    /// there is one, bytes in the middle of the file have changed.
    /// </summary>
    public static (JournalFrame Frame, long Offset)? FindLater(JournalFile file, long after)
    {
        var buffer = new byte[SearchStep + JournalFrame.HeaderLength];
        for (var start = after + 1; start < file.Length; start += SearchStep)
        {
            var read = file.Read(start, buffer);
            for (var i = 0; i < Math.Min(read, SearchStep); i++)
            {
                if (JournalFrame.ReadHeader(buffer.AsSpan(i, Math.Min(JournalFrame.HeaderLength, read - i))) is not null
                    && file.TryReadRecords(start + i, out _) is { } frame)
                {
                    return (frame, start + i);
                }
            }
        }

        return null;
    }
}
