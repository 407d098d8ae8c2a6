using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Transfer;

namespace Monitoring.Transfer;

/// <summary>
/// Reads stores. The documents are those of a moment shortly before that of issues and events, so that what they refer to is there, and no subscription is ahead of
/// what it reads. Blobs are read last, as they are then. A source is read once: an export ends when it was read, since a store holds things back for it.
/// </summary>
internal sealed class StoreSource : ITransferSource
{
    private const int BlobsAtOnce = 100;
    private const char Separator = ' ';

    private readonly StoreParts _stores;
    private readonly ExportOnce<ErrorStoreRecord> _errors;
    private readonly ExportOnce<DocumentStoreRecord> _documents;

    private StoreSource(StoreParts stores, IStoreExport<ErrorStoreRecord> errors, IStoreExport<DocumentStoreRecord> documents, string fingerprint) =>
        (_stores, _errors, _documents, Fingerprint) = (stores, new ExportOnce<ErrorStoreRecord>(errors), new ExportOnce<DocumentStoreRecord>(documents), fingerprint);

    public string Fingerprint { get; }

    public static async ValueTask<StoreSource> BeginAsync(StoreParts stores, CancellationToken cancellationToken)
    {
        var documents = await stores.Documents.BeginExportAsync(cancellationToken).ConfigureAwait(false);
        IStoreExport<ErrorStoreRecord>? errors = null;
        try
        {
            errors = await stores.Errors.BeginExportAsync(cancellationToken).ConfigureAwait(false);
            return new StoreSource(stores, errors, documents, await FingerprintAsync(errors, documents, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await documents.DisposeAsync().ConfigureAwait(false);
            if (errors is not null)
            {
                await errors.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    public async IAsyncEnumerable<TransferPart> ReadAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (section, cursor) = Place(after);
        if (section == Section.Errors)
        {
            do
            {
                var page = await _errors.ReadAsync(cursor, cancellationToken).ConfigureAwait(false);
                cursor = page.Next;
                yield return new TransferPart { Errors = page.Items, Cursor = cursor is null ? Write(Section.Documents, null) : Write(Section.Errors, cursor) };
            }
            while (cursor is not null);
            await _errors.DisposeAsync().ConfigureAwait(false);
            section = Section.Documents;
        }

        if (section == Section.Documents)
        {
            do
            {
                var page = await _documents.ReadAsync(cursor, cancellationToken).ConfigureAwait(false);
                cursor = page.Next;
                yield return new TransferPart
                {
                    Documents = [.. page.Items.Where(record => !OwnDocuments.Holds(record))],
                    Cursor = cursor is null ? Write(Section.Blobs, null) : Write(Section.Documents, cursor),
                };
            }
            while (cursor is not null);
            await _documents.DisposeAsync().ConfigureAwait(false);
        }

        await foreach (var blob in BlobsAsync(cursor, cancellationToken).ConfigureAwait(false))
        {
            yield return blob;
        }
    }

    public MonitoringException Refused(ArgumentException reason) => new($"The source holds what no store takes: {reason.Message} A file or a row of it is damaged; restore it from a backup.", reason);

    public async ValueTask DisposeAsync()
    {
        await _errors.DisposeAsync().ConfigureAwait(false);
        await _documents.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Each blob is a part of its own. The place of one is the cursor of the page that it is on, and how many of that are done.</summary>
    private async IAsyncEnumerable<TransferPart> BlobsAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (done, cursor) = after?.Split(Separator, 2) is [var count, var rest] && int.TryParse(count, out var number) ? (number, rest.Length == 0 ? null : rest) : (0, null);
        while (true)
        {
            var page = await _stores.Blobs.ListAsync(BlobsAtOnce, cursor, cancellationToken).ConfigureAwait(false);
            for (; done < page.Items.Length; done++)
            {
                var info = page.Items[done];
                yield return new TransferPart
                {
                    Blob = info,
                    OpenBlob = stop => _stores.BlobStore.OpenReadAsync(info.Id, stop),
                    Cursor = Write(Section.Blobs, $"{done + 1}{Separator}{cursor}"),
                };
            }

            if (page.Next is null)
            {
                yield break;
            }

            (done, cursor) = (0, page.Next);
        }
    }

    private static async ValueTask<string> FingerprintAsync(IStoreExport<ErrorStoreRecord> errors, IStoreExport<DocumentStoreRecord> documents, CancellationToken cancellationToken)
    {
        var writer = new ByteWriter();
        ErrorRecordCodec.Write(writer, (await errors.ReadAsync(null, cancellationToken).ConfigureAwait(false)).Items[0]);
        DocumentRecordCodec.Write(writer, (await documents.ReadAsync(null, cancellationToken).ConfigureAwait(false)).Items[0]);
        return Convert.ToHexStringLower(SHA256.HashData(writer.Written).AsSpan(0, 16));
    }

    private static (Section Section, string? Cursor) Place(string? cursor)
    {
        if (cursor is null)
        {
            return (Section.Errors, null);
        }

        return cursor.Split(Separator, 2) is [var name, var rest] && Enum.TryParse<Section>(name, out var section)
            ? (section, rest.Length == 0 ? null : rest)
            : throw new MonitoringException($"'{cursor}' is no place of a source.");
    }

    private static string Write(Section section, string? cursor) => $"{section}{Separator}{cursor}";

    private enum Section
    {
        Errors,
        Documents,
        Blobs,
    }
}
