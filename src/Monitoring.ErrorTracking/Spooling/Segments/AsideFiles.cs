using System.Globalization;
using Monitoring.Storage.Files;

namespace Monitoring.ErrorTracking.Spooling.Segments;

/// <summary>
/// Keeps what could not be stored where it is in nobody's way: records that the store does not take, each as a segment of its own that an operator may put back, and
/// segments that are damaged.
/// </summary>
internal sealed class AsideFiles(IStoreFiles files)
{
    private const string Directory = "aside";

    private long _bytes;
    private int _count;

    public long Bytes => Volatile.Read(ref _bytes);

    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts what is there from before.</summary>
    public void Open()
    {
        files.CreateDirectory(Directory);
        foreach (var name in files.List(Directory))
        {
            Add(files.Length($"{Directory}/{name}"));
        }
    }

    /// <summary>Keeps one record, durably.</summary>
    public void Keep(SpoolSegment segment, Range frame)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Directory}/{segment.Stem}-{frame.Start.Value}{SpoolSegment.Suffix}");
        if (files.Exists(name))
        {
            // It was kept before the host died, perhaps not whole.
            files.Delete(name);
        }

        var content = (byte[])[.. segment.Bytes.Span[..SegmentHeader.Length], .. segment.Bytes.Span[frame]];
        using (var file = files.Create(name))
        {
            file.Write(0, content);
            file.Flush();
        }

        files.FlushDirectory(Directory);
        Add(content.Length);
    }

    /// <summary>Keeps a whole segment.</summary>
    public void Keep(SpoolSegment segment)
    {
        files.Move(segment.Name, $"{Directory}/{segment.Name}.damaged");
        files.FlushDirectory(Directory);
        Add(segment.Length);
    }

    private void Add(long bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Increment(ref _count);
    }
}
