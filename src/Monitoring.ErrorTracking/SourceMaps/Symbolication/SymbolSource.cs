using Microsoft.Extensions.Logging;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.SourceMaps.Library;
using Monitoring.ErrorTracking.Spooling.Away;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.SourceMaps.Symbolication;

/// <summary>Fetches the maps of events before they are processed, which itself waits for nothing.</summary>
internal sealed class SymbolSource(MapLibrary library, LastKnown<ProjectId, bool> hasMaps, TimeProvider timeProvider, ILogger<SymbolSource> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Func<ProjectId, CancellationToken, ValueTask<bool>> _readHasMaps = library.HasMapsAsync;
    private readonly EventNormalizer _normalizer = new(ErrorStoreLimits.PayloadBytes);

    /// <summary>Fetches the maps of events that have just come. A map that does not come in time is missing, and no event waits longer or fails for it.</summary>
    /// <returns><see langword="null"/> when there are none.</returns>
    public async ValueTask<SymbolSet?> ForPayloadsAsync(ProjectId project, IEnumerable<ReadOnlyMemory<byte>> payloads, CancellationToken cancellationToken)
    {
        var found = new Dictionary<LibraryKey, GeneratedCode?>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            if (!await hasMaps.GetAsync(project, _readHasMaps, static _ => true, patience.Token).ConfigureAwait(false))
            {
                return null;
            }

            foreach (var payload in payloads.Where(payload => MayBeGenerated(payload.Span)))
            {
                var receipt = new EventReceipt { ReceivedAt = timeProvider.GetUtcNow(), NewEventId = EventId.Create(timeProvider) };
                if (_normalizer.Normalize(payload, receipt).Event is { } errorEvent)
                {
                    await AddAsync(project, errorEvent, found, patience.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is StorageUnavailableException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.MapsNotRead(logger, exception);
        }

        return found.Count == 0 ? null : new SymbolSet(found);
    }

    /// <summary>Fetches the maps of one event.</summary>
    /// <returns><see langword="null"/> when the project has no maps, or the event no frame for one.</returns>
    public async ValueTask<SymbolSet?> ForEventAsync(ProjectId project, ErrorEvent errorEvent, CancellationToken cancellationToken)
    {
        if (!FrameFilter.HasGenerated(errorEvent) || !await library.HasMapsAsync(project, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var found = new Dictionary<LibraryKey, GeneratedCode?>();
        await AddAsync(project, errorEvent, found, cancellationToken).ConfigureAwait(false);
        return new SymbolSet(found);
    }

    private async ValueTask AddAsync(ProjectId project, ErrorEvent errorEvent, Dictionary<LibraryKey, GeneratedCode?> found, CancellationToken cancellationToken)
    {
        var keys = new SymbolKeys(project, errorEvent);
        foreach (var path in keys.Paths())
        {
            var byId = keys.ById(path) is { } id ? await FindAsync(id, found, cancellationToken).ConfigureAwait(false) : null;
            if (byId is null && keys.ByUrl(path) is { } url)
            {
                await FindAsync(url, found, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<GeneratedCode?> FindAsync(LibraryKey key, Dictionary<LibraryKey, GeneratedCode?> found, CancellationToken cancellationToken)
    {
        if (!found.TryGetValue(key, out var code))
        {
            code = await library.FindAsync(key, cancellationToken).ConfigureAwait(false);
            found[key] = code;
        }

        return code;
    }

    /// <summary>A look that costs next to nothing and spares everything else for events of other languages.</summary>
    private static bool MayBeGenerated(ReadOnlySpan<byte> json) =>
        json.IndexOf("\"lineno\""u8) >= 0 && (json.IndexOf("\"javascript\""u8) >= 0 || json.IndexOf("\"node\""u8) >= 0);
}
