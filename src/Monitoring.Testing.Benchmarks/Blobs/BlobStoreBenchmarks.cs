using BenchmarkDotNet.Attributes;
using Monitoring.Storage.Blobs;

namespace Monitoring.Testing.Benchmarks.Blobs;

/// <summary>Measures an <see cref="IBlobStore"/> that holds sixteen blobs of 1 MiB. Derive one class and say how to open the store.</summary>
/// <remarks>Of the workload it takes the seed.</remarks>
public abstract class BlobStoreBenchmarks : StoreBenchmarks<IBlobStore>
{
    private const int Length = 1024 * 1024;
    private const int Kept = 16;

    // Copying to Stream.Null would let a stream in memory off without reading.
    private readonly byte[] _buffer = new byte[64 * 1024];

    private byte[] _content = [];
    private int _written;
    private int _read;

    /// <summary>Writes a blob of 1 MiB and deletes the oldest, so that the store stays as large as it is.</summary>
    [Benchmark(Description = "write 1 MiB and delete the oldest")]
    public async ValueTask<BlobWriteResult> Write()
    {
        await Store.DeleteAsync(Id(_written - Kept)).ConfigureAwait(false);
        return await WriteNextAsync().ConfigureAwait(false);
    }

    /// <summary>Reads a blob of 1 MiB to its end.</summary>
    /// <returns>How many bytes there were.</returns>
    [Benchmark(Description = "read 1 MiB")]
    public async ValueTask<long> Read()
    {
        var stream = await Store.OpenReadAsync(Id(_written - Kept + (_read++ % Kept))).ConfigureAwait(false) ?? throw new InvalidOperationException("A blob that was written is not there.");
        await using (stream.ConfigureAwait(false))
        {
            var total = 0L;
            while (await stream.ReadAsync(_buffer).ConfigureAwait(false) is > 0 and var read)
            {
                total += read;
            }

            return total;
        }
    }

    private protected override async ValueTask FillAsync()
    {
        _content = new byte[Length];
        new Random(Workload.Seed).NextBytes(_content);
        for (var i = 0; i < Kept; i++)
        {
            await WriteNextAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<BlobWriteResult> WriteNextAsync()
    {
        var content = new MemoryStream(_content, writable: false);
        await using (content.ConfigureAwait(false))
        {
            return await Store.WriteAsync(new BlobWrite { Id = Id(_written++), MaxLength = Length }, content).ConfigureAwait(false);
        }
    }

    private static BlobId Id(int number) => new(new ProjectId(7), new EntityId(new Guid(number, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8)));
}
