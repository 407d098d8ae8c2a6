using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using ZstdSharp;

namespace Monitoring.Benchmarks.PostgreSql;

/// <summary>The payloads of events as a table would get them: compressed beforehand, at the level of the provider.</summary>
internal sealed class RawCopies : IDisposable
{
    private const int Batch = 100;

    private readonly Compressor _compressor = new(1);

    public RawCopies(ImmutableArray<GroupedEvent> events)
    {
        Single = [.. events.Chunk(Batch).Select(batch => batch.Select(one => _compressor.Wrap(one.Payload.Span).ToArray()).ToList())];
        Packed = [.. events.Chunk(Batch).Select(batch => new List<byte[]> { _compressor.Wrap(batch.SelectMany(one => one.Payload.ToArray()).ToArray()).ToArray() })];
    }

    /// <summary>Batches of payloads, each compressed alone.</summary>
    public IReadOnlyList<IReadOnlyList<byte[]>> Single { get; }

    /// <summary>Batches of one row, which holds all payloads of the batch.</summary>
    public IReadOnlyList<IReadOnlyList<byte[]>> Packed { get; }

    public void Dispose() => _compressor.Dispose();
}
