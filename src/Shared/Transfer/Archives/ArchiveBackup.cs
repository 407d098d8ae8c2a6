using Monitoring.Storage.Files;

namespace Monitoring.Transfer.Archives;

/// <summary>
/// Writes all that a source has into an archive. Until it is whole it has another name, and who begins again with the same source goes on after the last part that is whole.
/// </summary>
internal sealed class ArchiveBackup(ITransferSource source, string path, TimeProvider time, Action<RecordTotals> report)
{
    /// <summary>What the name ends with until the archive is whole.</summary>
    public const string Partial = ".partial";

    private string PartialPath => path + Partial;

    /// <summary>Whether it goes on with what was begun before.</summary>
    public bool IsResumed { get; private set; }

    /// <returns>The totals of what the archive holds.</returns>
    /// <exception cref="TargetInUseException">There is a file already.</exception>
    public async ValueTask<RecordTotals> RunAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(path))
        {
            throw new TargetInUseException($"'{path}' is there already. Choose another name, or move it away.");
        }

        RecordTotals totals;
        var file = new FileStream(PartialPath, Options());
        await using (file.ConfigureAwait(false))
        {
            var (archive, cursor, frames, there) = await ResumeAsync(file, cancellationToken).ConfigureAwait(false);
            totals = there;
            using var writer = new ArchiveWriter(file, archive, frames);
            await foreach (var part in source.ReadAsync(cursor, cancellationToken).ConfigureAwait(false))
            {
                await writer.WriteAsync(part, totals, cancellationToken).ConfigureAwait(false);
                report(totals);
            }

            await writer.EndAsync(totals, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(PartialPath, path);
        DirectoryFlush.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return totals;
    }

    /// <summary>An archive holds what the store holds of people: others on the machine may not read it.</summary>
    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 128 * 1024, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private async ValueTask<(Guid Archive, string? Cursor, long Frames, RecordTotals Totals)> ResumeAsync(FileStream file, CancellationToken cancellationToken)
    {
        if (await ReadAsync(file, cancellationToken).ConfigureAwait(false) is { } found)
        {
            IsResumed = true;
            file.SetLength(found.End);
            file.Position = found.End;
            return (found.Archive, found.Cursor, found.Frames, found.Totals);
        }

        var header = new ArchiveHeader { Id = Guid.CreateVersion7(time.GetUtcNow()), Began = time.GetUtcNow(), Source = source.Fingerprint };
        file.SetLength(0);
        await file.WriteAsync(header.ToBytes(), cancellationToken).ConfigureAwait(false);
        return (header.Id, null, 0, new RecordTotals());
    }

    /// <summary>What an earlier run has left, up to the last part that is whole; <see langword="null"/> when that is nothing of this source.</summary>
    private async ValueTask<(Guid Archive, string? Cursor, long Frames, RecordTotals Totals, long End)?> ReadAsync(FileStream file, CancellationToken cancellationToken)
    {
        (Guid, string?, long, RecordTotals, long)? found = null;
        try
        {
            file.Position = 0;
            var archive = await ArchiveReader.OpenAsync(file, cancellationToken).ConfigureAwait(false);
            if (archive.Header.Source != source.Fingerprint)
            {
                return null;
            }

            var totals = new RecordTotals();
            var cursor = (string?)null;
            found = (archive.Header.Id, null, 0, totals, archive.Offset);
            while (await archive.ReadAsync(cancellationToken).ConfigureAwait(false) is var (frame, bytes) && frame.Kind != FrameKind.End)
            {
                cursor = Count(archive, frame, bytes, totals) ?? cursor;
                if (frame.EndsPart)
                {
                    found = (archive.Header.Id, cursor, archive.Frames, Copy(totals), archive.Offset);
                }
            }
        }
        catch (ArchiveDamagedException)
        {
            // What was written last when the process ended.
        }

        return found;
    }

    private static string? Count(ArchiveReader archive, ArchiveFrame frame, byte[] bytes, RecordTotals totals)
    {
        switch (frame.Kind)
        {
            case FrameKind.Errors:
                var errors = ArchiveParts.Errors(archive, bytes);
                foreach (var record in errors.Records)
                {
                    totals.Add(record);
                }

                return errors.Cursor;
            case FrameKind.Documents:
                var documents = ArchiveParts.Documents(archive, bytes);
                foreach (var record in documents.Records)
                {
                    totals.Add(record);
                }

                return documents.Cursor;
            case FrameKind.Blob:
                var blob = ArchiveParts.Blob(archive, bytes);
                totals.Add(blob.Info);
                return blob.Cursor;
            default:
                return null;
        }
    }

    private static RecordTotals Copy(RecordTotals totals)
    {
        var writer = new Storage.Codecs.ByteWriter();
        totals.Write(writer);
        var reader = new Storage.Codecs.ByteReader(writer.Written, "The totals of an archive");
        return RecordTotals.Read(ref reader);
    }
}
