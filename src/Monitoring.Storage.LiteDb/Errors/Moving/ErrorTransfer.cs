using System.Collections.Immutable;
using Monitoring.Storage.LiteDb.Errors.Packing;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Errors.Writing;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.LiteDb.Errors.Moving;

/// <summary>Takes out what the error store holds, and takes in what another one held.</summary>
internal sealed class ErrorTransfer(ErrorSettings settings, ErrorParts parts, JournalThread thread, PackLoop loop, PackRun run, ErrorImport import)
{
    /// <summary>Begins an export: what was written by then is packed, and nothing is packed before its end.</summary>
    public async ValueTask<IStoreExport<ErrorStoreRecord>> BeginExportAsync(CancellationToken cancellationToken)
    {
        // Most of it while others write; they have to wait for the rest.
        await loop.PackAsync(cancellationToken).ConfigureAwait(false);
        var hold = await loop.HoldAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var checkpoint = await PauseAsync(PackAll, cancellationToken).ConfigureAwait(false);
            return new SectionedExport<ErrorStoreRecord>(new ErrorExport(settings, parts, checkpoint).Sections, () =>
            {
                hold.Dispose();
                return ValueTask.CompletedTask;
            });
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    public async ValueTask ImportAsync(ImmutableArray<ErrorStoreRecord> records, CancellationToken cancellationToken)
    {
        // Before anything is recorded: what is refused leaves no trace in the journal.
        await ChangeAsync(() => ErrorImportArguments.Check(records, import), cancellationToken).ConfigureAwait(false);
        foreach (var counters in records.OfType<ErrorStoreRecord.Counters>())
        {
            await GoOnFromAsync(counters, cancellationToken).ConfigureAwait(false);
        }

        await ChangeAsync(() => import.Add(records), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ChangeAsync(Action change, CancellationToken cancellationToken)
    {
        var command = new ChangeCommand<bool>(() =>
        {
            change();
            return true;
        });
        await thread.EnqueueAsync(command, cancellationToken).ConfigureAwait(false);
        await command.Task.ConfigureAwait(false);
    }

    /// <summary>Positions and the order of merges are sequences of the journal here: it goes on above those that were given elsewhere.</summary>
    private async ValueTask GoOnFromAsync(ErrorStoreRecord.Counters counters, CancellationToken cancellationToken)
    {
        using var hold = await loop.HoldAsync(cancellationToken).ConfigureAwait(false);
        await PauseAsync(
            () =>
            {
                var checkpoint = PackAll();
                var sequence = Math.Max(checkpoint.LastSequence, Math.Max(counters.LastPosition, counters.LastMerge));
                if (sequence > checkpoint.LastSequence || counters.LastIssue > checkpoint.LastIssue)
                {
                    var issue = Math.Max(checkpoint.LastIssue, counters.LastIssue);
                    run.GoOnFromAsync(sequence, issue).GetAwaiter().GetResult();
                    thread.GoOnFrom(sequence, issue);
                }

                return checkpoint;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>On the journal's thread: all that was written is in the database and the segments then.</summary>
    private Checkpoint PackAll()
    {
        // Before it is packed, what others have written in this turn must be durable.
        thread.Commit();
        run.RunAsync(includeActive: false).GetAwaiter().GetResult();
        thread.Seal();
        run.RunAsync(includeActive: false).GetAwaiter().GetResult();
        return run.Checkpoint;
    }

    private async ValueTask<T> PauseAsync<T>(Func<T> whilePaused, CancellationToken cancellationToken)
    {
        var command = new PauseCommand<T>(whilePaused);
        await thread.EnqueueAsync(command, cancellationToken).ConfigureAwait(false);
        return await command.Task.ConfigureAwait(false);
    }
}
