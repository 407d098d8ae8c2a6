using Monitoring.Redaction;
using Monitoring.Storage;

namespace Monitoring.Core.Archives;

/// <summary>Has one archive written, tells how far it is, and ends when somebody cancels it.</summary>
internal sealed class ArchiveRun(ArchiveList list, ArchiveWriting writing, ArchiveFiles files, IRedactor redactor, TimeProvider timeProvider)
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    /// <param name="archive">The archive, of which nothing lies in the directory.</param>
    /// <param name="cancellationToken">Ends the work; the archive stays on its way.</param>
    /// <returns>What became of it, and why if it failed; <see langword="null"/> when somebody has cancelled it.</returns>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public async ValueTask<(StoreArchive Archive, Exception? Fault)?> RunAsync(StoreArchive archive, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var telling = TellAsync(archive, ending);
        Func<StoreArchive, StoreArchive> end;
        Exception? fault = null;
        try
        {
            var counts = await writing.RunAsync(archive, ending.Token).ConfigureAwait(false);
            var bytes = files.Length(archive);
            end = current => Tell(current) with { State = ArchiveState.Done, Bytes = bytes, Counts = counts, EndedAt = timeProvider.GetUtcNow() };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Also when it was cancelled: then it is no longer on its way, and nothing is told of it.
            fault = exception;
            end = current => Tell(current) with { State = ArchiveState.Failed, Bytes = 0, Failure = redactor.Redact(exception.Message), EndedAt = timeProvider.GetUtcNow() };
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await telling.ConfigureAwait(false);
        }

        return await list.AdvanceAsync(archive.Id, end, cancellationToken).ConfigureAwait(false) is { } ended ? (ended, fault) : null;
    }

    private async Task TellAsync(StoreArchive archive, CancellationTokenSource ending)
    {
        // Other work may wait for a turn at the store; this must not begin on the writer's own.
        await Task.Yield();
        while (true)
        {
            await Pumping.Wait.AWhileAsync(TellEvery, timeProvider, ending.Token).ConfigureAwait(false);
            try
            {
                if (ending.IsCancellationRequested)
                {
                    return;
                }

                if (await list.AdvanceAsync(archive.Id, current => Tell(current) with { Bytes = files.Length(archive) }, ending.Token).ConfigureAwait(false) is null)
                {
                    await ending.CancelAsync().ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (exception is StorageUnavailableException or OperationCanceledException)
            {
                // The writer meets it too.
            }
        }
    }

    private StoreArchive Tell(StoreArchive archive)
    {
        var progress = writing.Progress;
        return archive with { State = progress.State, Records = progress.Records, Events = progress.Events, EventsAtMost = progress.EventsAtMost };
    }
}
