using System.Globalization;
using System.Runtime.CompilerServices;

namespace Monitoring.Transfer.Archives;

/// <summary>Reads an archive. Its places are those of its frames, so that who goes on need not read what is done.</summary>
internal sealed class ArchiveSource : ITransferSource
{
    private readonly Stream _stream;
    private readonly ArchiveReader _reader;

    private ArchiveSource(Stream stream, ArchiveReader reader) => (_stream, _reader) = (stream, reader);

    public string Fingerprint => _reader.Header.Id.ToString("N");

    /// <summary>The totals that the end of the archive names, once it was read.</summary>
    public RecordTotals? Totals { get; private set; }

    public static async ValueTask<ArchiveSource> OpenAsync(Stream stream, CancellationToken cancellationToken) =>
        new(stream, await ArchiveReader.OpenAsync(stream, cancellationToken).ConfigureAwait(false));

    public async IAsyncEnumerable<TransferPart> ReadAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (after?.Split(' ') is [var offset, var number])
        {
            _reader.GoTo(long.Parse(offset, CultureInfo.InvariantCulture), long.Parse(number, CultureInfo.InvariantCulture));
        }

        while (Totals is null)
        {
            var (frame, bytes) = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false) ?? throw _reader.Damaged("it ends without its end: it was cut off, or not written to the end");
            switch (frame.Kind)
            {
                case FrameKind.Errors:
                    yield return new TransferPart { Errors = ArchiveParts.Errors(_reader, bytes).Records, Cursor = Cursor };
                    break;
                case FrameKind.Documents:
                    yield return new TransferPart { Documents = ArchiveParts.Documents(_reader, bytes).Records, Cursor = Cursor };
                    break;
                case FrameKind.Blob:
                    var content = new ArchiveBlobStream(_reader, frame.EndsPart);
                    yield return new TransferPart { Blob = ArchiveParts.Blob(_reader, bytes).Info, OpenBlob = _ => ValueTask.FromResult<Stream?>(content), Cursor = "" };
                    await content.SkipAsync(cancellationToken).ConfigureAwait(false);
                    yield return new TransferPart { Cursor = Cursor };
                    break;
                case FrameKind.End:
                    Totals = End(bytes);
                    break;
                default:
                    throw _reader.Damaged($"a frame of kind {(byte)frame.Kind} stands before");
            }
        }

        if (await _reader.ReadAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            throw _reader.Damaged("something follows its end");
        }
    }

    public MonitoringException Refused(ArgumentException reason) => _reader.Damaged($"the frame before holds what no store takes: {reason.Message.TrimEnd('.')}", reason);

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private string Cursor => string.Create(CultureInfo.InvariantCulture, $"{_reader.Offset} {_reader.Frames}");

    private RecordTotals End(byte[] bytes)
    {
        var (frames, totals) = ArchiveParts.End(_reader, bytes);
        return frames == _reader.Frames - 1 ? totals : throw _reader.Damaged($"its end names {frames} frames");
    }
}
