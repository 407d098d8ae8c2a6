using System.Collections.Immutable;
using Monitoring.Transfer;
using Monitoring.Transfer.Archives;

namespace Monitoring.Core.Archives;

/// <summary>Writes all that the stores hold into a file, reads the file back, and gives it its name when both are the same.</summary>
internal sealed class ArchiveWriting(Stores stores, ArchiveFiles files, long minFreeBytes, TimeProvider timeProvider)
{
    private ArchiveProgress _progress = new() { State = ArchiveState.Writing };

    /// <summary>How far it is; to be read on any thread.</summary>
    public ArchiveProgress Progress => Volatile.Read(ref _progress);

    /// <returns>What the archive holds.</returns>
    public async ValueTask<ImmutableArray<ArchiveCount>> RunAsync(StoreArchive archive, CancellationToken cancellationToken)
    {
        files.Create();
        var written = await WriteAsync(archive, cancellationToken).ConfigureAwait(false);
        await VerifyAsync(archive, written, cancellationToken).ConfigureAwait(false);
        files.Finish(archive);
        return [.. written.ByKind.Select(kind => new ArchiveCount { Kind = kind.Key.Name(), Count = kind.Value.Count, Checksum = $"{kind.Value}" })];
    }

    private async ValueTask<RecordTotals> WriteAsync(StoreArchive archive, CancellationToken cancellationToken)
    {
        var source = await StoreSource.BeginAsync(ArchiveSources.Of(stores), cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var backup = new ArchiveBackup(source, files.UnverifiedPath(archive), timeProvider, totals =>
            {
                Report(ArchiveState.Writing, totals);
                KeepRoom();
            });
            return await backup.RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask VerifyAsync(StoreArchive archive, RecordTotals written, CancellationToken cancellationToken)
    {
        Report(ArchiveState.Verifying, new RecordTotals());
        var file = new FileStream(files.UnverifiedPath(archive), FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var source = await ArchiveSource.OpenAsync(file, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var read = await StoreCount.RunAsync(source, totals => Report(ArchiveState.Verifying, totals), cancellationToken).ConfigureAwait(false);
            if (read.Differences(written).Union(source.Totals!.Differences(read)).ToList() is { Count: > 0 } kinds)
            {
                throw new ArchiveDamagedException($"What was read back from the disk is not what was written: {string.Join(", ", kinds.Select(kind => kind.Name()))} differ.");
            }
        }
    }

    private void Report(ArchiveState state, RecordTotals totals) => Volatile.Write(ref _progress, ArchiveProgress.Of(state, totals));

    private void KeepRoom()
    {
        if (files.FreeBytes() is var free && free < minFreeBytes)
        {
            throw new MonitoringException(
                $"{free} bytes are free where archives are written, fewer than the {minFreeBytes} that must stay free (MonitoringOptions.Archives.MinFreeBytes). Make room, or set another directory.");
        }
    }
}
