using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.Core.Leases;
using Monitoring.Core.Pumping;
using Monitoring.Redaction;

namespace Monitoring.Core.Archives;

/// <summary>
/// Writes the archive that is on its way, if no other host does. One that a host has left unfinished is begun anew when its lease has run out: what is written shows one moment,
/// which ends with the process.
/// </summary>
internal sealed class ArchivePump(
    ArchiveList list, Stores stores, HostIdentity identity, IRedactor redactor, Jitter jitter, IOptions<MonitoringOptions> options, TimeProvider timeProvider, ILogger<ArchivePump> logger)
    : Pump(timeProvider)
{
    private const string LeaseName = "archives";

    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);

    private readonly ArchiveOptions _options = options.Value.Archives;
    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), jitter);

    protected override async Task RunAsync()
    {
        if (_options.Directory is not { } directory)
        {
            return;
        }

        var files = new ArchiveFiles(directory);
        for (var failures = 0; !Stopping.IsCancellationRequested;)
        {
            var changed = list.Changed.Next;
            try
            {
                await WorkAsync(files).ConfigureAwait(false);
                failures = 0;
                await Wait.ForAsync(changed, PollInterval, Time, Stopping).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                if (!Stopping.IsCancellationRequested)
                {
                    var wait = _backoff.After(++failures);
                    Log.ArchivesInterrupted(logger, wait, exception);
                    await Wait.AWhileAsync(wait, Time, Stopping).ConfigureAwait(false);
                }
            }
        }
    }

    private async ValueTask WorkAsync(ArchiveFiles files)
    {
        var waiting = (await list.ReadAsync(Stopping).ConfigureAwait(false)).FirstOrDefault(archive => archive.IsOnItsWay);
        if (waiting is null && !files.HasUnfinished())
        {
            return;
        }

        var lease = await LeaseKeeper.TryTakeAsync(stores.Documents, LeaseName, identity.Owner, LeaseDuration, Time, Stopping).ConfigureAwait(false);
        if (lease is null)
        {
            return;
        }

        await using (lease.ConfigureAwait(false))
        {
            files.RemoveUnfinished();
            if (waiting is not null)
            {
                await WriteAsync(waiting.Id, files, lease.Lost).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask WriteAsync(EntityId id, ArchiveFiles files, CancellationToken lost)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Stopping, lost);
        var begun = await list.AdvanceAsync(
            id,
            archive => archive with { State = ArchiveState.Writing, Host = Environment.MachineName, BeganAt = Time.GetUtcNow(), Attempts = archive.Attempts + 1, Records = 0, Events = 0, Bytes = 0 },
            ending.Token).ConfigureAwait(false);
        if (begun is null)
        {
            return;
        }

        if (begun.Attempts > 1)
        {
            Log.ArchiveBegunAnew(logger, begun.File, begun.Attempts);
        }

        // Of one that was given its name when the host ended.
        files.Delete(begun);
        try
        {
            var run = new ArchiveRun(list, new ArchiveWriting(stores, files, _options.MinFreeBytes, Time), files, redactor, Time);
            switch (await run.RunAsync(begun, ending.Token).ConfigureAwait(false))
            {
                case ({ } archive, null):
                    Log.ArchiveDone(logger, archive.File, archive.Records, archive.Bytes);
                    break;
                case ({ } archive, { } fault):
                    Log.ArchiveFailed(logger, archive.File, fault);
                    break;
                default:
                    files.Delete(begun);
                    break;
            }
        }
        finally
        {
            if (!lost.IsCancellationRequested)
            {
                files.RemoveUnfinished();
            }
        }
    }
}
