namespace Monitoring.Storage.Files;

/// <summary>An open file. Reading is safe on many threads, also while it is written elsewhere.</summary>
internal interface IStoreFile : IDisposable
{
    long Length { get; }

    /// <summary>Reads as many bytes as there are from an offset on.</summary>
    /// <returns>How many; less than asked for only at the end of the file.</returns>
    int Read(long offset, Span<byte> buffer);

    void Write(long offset, ReadOnlySpan<byte> bytes);

    void Truncate(long length);

    /// <summary>Makes durable what was written.</summary>
    void Flush();
}
