using ZstdSharp;

namespace Monitoring.Storage.Codecs;

/// <summary>Compresses with Zstandard at one level. For one thread; keeps its working memory.</summary>
internal sealed class Packing(int level) : IDisposable
{
    private readonly Compressor _compressor = new(level);

    /// <summary>Appends the compressed bytes to a buffer.</summary>
    /// <returns>How many bytes they have become.</returns>
    public int Pack(ReadOnlySpan<byte> bytes, ByteWriter destination)
    {
        var start = destination.Length;
        var written = _compressor.Wrap(bytes, destination.Reserve(Compressor.GetCompressBound(bytes.Length)));
        destination.Rewind(start + written);
        return written;
    }

    public void Dispose() => _compressor.Dispose();
}
