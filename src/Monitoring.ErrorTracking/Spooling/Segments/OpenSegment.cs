using System.Security.Cryptography;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Files;

namespace Monitoring.ErrorTracking.Spooling.Segments;

/// <summary>The segment that is written. It is only added to, and takes no more after a write that failed. One caller at a time.</summary>
internal sealed class OpenSegment : IDisposable
{
    private readonly IStoreFile _file;

    private OpenSegment(IStoreFile file, ulong salt, SegmentFacts facts)
    {
        _file = file;
        Salt = salt;
        Facts = facts;
    }

    public ulong Salt { get; }

    public SegmentFacts Facts { get; private set; }

    /// <summary>Makes a segment; its name is durable, what it holds is after the first <see cref="Write"/>.</summary>
    /// <param name="files">Where.</param>
    /// <param name="nameOf">Its name, given the salt.</param>
    public static OpenSegment Create(IStoreFiles files, Func<ulong, string> nameOf)
    {
        var salt = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var name = nameOf(salt);
        var header = new ByteWriter(SegmentHeader.Length);
        SegmentHeader.Write(header, salt);
        var file = files.Create(name);
        try
        {
            file.Write(0, header.Written);
            files.FlushDirectory("");
            return new OpenSegment(file, salt, new SegmentFacts(name, SegmentHeader.Length, 0, default));
        }
        catch
        {
            file.Dispose();
            files.Delete(name);
            throw;
        }
    }

    /// <summary>Adds records; they are durable when it returns. Whatever it throws, nothing may be added any more.</summary>
    public void Write(ReadOnlySpan<byte> frames, int requests, DateTimeOffset now)
    {
        try
        {
            _file.Write(Facts.Bytes, frames);
            _file.Flush();
        }
        catch
        {
            CutBack();
            throw;
        }

        Facts = Facts with
        {
            Bytes = Facts.Bytes + frames.Length,
            Requests = Facts.Requests + requests,
            OldestAt = Facts.Requests == 0 ? now : Facts.OldestAt,
        };
    }

    public void Dispose() => _file.Dispose();

    private void CutBack()
    {
        try
        {
            _file.Truncate(Facts.Bytes);
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            // What is left of the write was not acknowledged; whether it is whole is seen when it is read.
        }
    }
}
