using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tracing.Linking;

/// <summary>Writes links every few seconds: to a document of this host and hour until it is full, then to the next. Removes what is too old.</summary>
/// <remarks>A document is written as a whole under a name of its own, so writing it twice changes nothing and several hosts do not meet.</remarks>
internal sealed class TraceLinkWriter(
    TraceLinks links, IDocumentStore store, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider, ILogger<TraceLinkWriter> logger)
{
    private const int DeletesAtOnce = 200;

    /// <summary>How many documents of a project a host writes in an hour; what is beyond them is not linked.</summary>
    private const int MaxDocuments = 40;

    private readonly Dictionary<ProjectId, TraceLinkDocument> _open = [];
    private readonly EntityId _writer = EntityId.Create(timeProvider);
    private readonly TimeSpan _interval = options.Value.OutcomeFlushInterval;
    private readonly TimeSpan _retention = options.Value.Tracing.TraceRetention;
    private bool _isFailing;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_interval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; the last flush is made by whoever stops this.
        }
    }

    /// <summary>Writes what waits. What cannot be written now waits on. One caller at a time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            var waiting = links.Waiting;
            foreach (var project in waiting.GroupBy(item => item.Project))
            {
                await WriteAsync(project.Key, [.. project.Select(item => item.Entry)], cancellationToken).ConfigureAwait(false);
            }

            links.Forget(waiting.Length);
            _isFailing = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Said once, until it works again.
            if (!_isFailing)
            {
                Log.TraceLinksNotWritten(logger, exception);
            }

            _isFailing = true;
        }
    }

    private async Task WriteAsync(ProjectId project, ImmutableArray<TraceEntry> entries, CancellationToken cancellationToken)
    {
        var hour = RollupSpan.Hour.Of(timeProvider.GetUtcNow());
        if (!_open.TryGetValue(project, out var document) || document.Hour != hour)
        {
            document = New(hour, 0);
            await DeleteOldAsync(project, cancellationToken).ConfigureAwait(false);
        }

        while (!entries.IsEmpty)
        {
            document = document.Entries.Length < TraceLinkDocument.MaxEntries ? document : New(hour, document.Number + 1);
            if (document.Number >= MaxDocuments)
            {
                links.Lose(project, entries.Length);
                break;
            }

            // A part that was written before the store failed is written again: readers see it once.
            var room = Math.Min(entries.Length, TraceLinkDocument.MaxEntries - document.Entries.Length);
            document = document with { Entries = document.Entries.AddRange(entries[..room]) };
            entries = entries[room..];
            await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Puts = [TraceLinkDocuments.Type.Put(document)] }, cancellationToken).ConfigureAwait(false);
        }

        _open[project] = document;
    }

    private TraceLinkDocument New(DateTimeOffset hour, int number) => new() { Hour = hour, Writer = _writer, Number = number, Entries = [] };

    private async Task DeleteOldAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var old = await store.QueryAsync(
            new DocumentQuery
            {
                Partition = Partition.Of(project),
                Type = TraceLinkDocuments.Type,
                Index = TraceLinkDocuments.ByHour,
                Ranges = [TraceLinkDocuments.Hours(DateTimeOffset.MinValue, timeProvider.GetUtcNow() - _retention)],
                Limit = DeletesAtOnce,
            },
            cancellationToken).ConfigureAwait(false);
        if (!old.Items.IsEmpty)
        {
            var deletes = old.Items.Select(item => new DocumentDelete { Type = TraceLinkDocuments.Type, Key = item.Key });
            await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Deletes = [.. deletes] }, cancellationToken).ConfigureAwait(false);
        }
    }
}
