using Microsoft.Extensions.Logging;
using Monitoring.Core.Logging;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// Refuses requests to projects whose stored settings cannot be read. Without the project's rules nothing can be taken: what should have been removed from a
/// report would be stored.
/// </summary>
internal sealed class DamagedSettings : IDisposable
{
    /// <summary>Somebody must mend the record first.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SummaryInterval = TimeSpan.FromMinutes(1);

    private readonly RefusedRequests _refused;
    private readonly ILogger<DamagedSettings> _logger;
    private readonly FloodGate _gate;

    public DamagedSettings(RefusedRequests refused, TimeProvider timeProvider, ILogger<DamagedSettings> logger)
    {
        _refused = refused;
        _logger = logger;
        _gate = new FloodGate(SummaryInterval, timeProvider, requests => Log.SettingsStillDamaged(logger, requests));
    }

    /// <summary>Refuses a request because of a record.</summary>
    public async ValueTask<IngestOutcome> RefuseAsync(IngestRequest request, DamagedDocumentException exception, CancellationToken cancellationToken)
    {
        if (_gate.TryPass())
        {
            Log.SettingsDamaged(_logger, request.Project, exception.Type.Name, exception.Key, exception.Partition.ToString(), exception);
        }

        var project = ProjectId.TryParse(request.Project, out var path) ? path : default;
        return await _refused.RefuseAsync(request, project, Refusals.SettingsDamaged, RetryAfter, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _gate.Dispose();
}
