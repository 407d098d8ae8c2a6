using Microsoft.Extensions.Logging;
using Monitoring.Core.Logging;
using Monitoring.Storage.Documents;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>Logs reports that could not be read, or not be judged: senders on bad lines are many, and one of them can be a flood.</summary>
internal sealed class IntakeLog : IDisposable
{
    private readonly ILogger<IntakeLog> _logger;
    private readonly FloodGate _gate;
    private readonly FloodGate _damage;

    public IntakeLog(ILogger<IntakeLog> logger, TimeProvider timeProvider)
    {
        _logger = logger;
        _gate = new FloodGate(TimeSpan.FromMinutes(1), timeProvider, reports => Log.IntakeStillBroken(logger, reports));
        _damage = new FloodGate(TimeSpan.FromMinutes(1), timeProvider, reports => Log.IntakeStillDamaged(logger, reports));
    }

    public void Broken(string? path, string reason)
    {
        if (_gate.TryPass())
        {
            Log.IntakeBroken(_logger, path, reason);
        }
    }

    public void Damaged(string? path, DamagedDocumentException exception)
    {
        if (_damage.TryPass())
        {
            Log.IntakeDamaged(_logger, exception, path, exception.Type.Name, exception.Key, exception.Partition.ToString());
        }
    }

    public void Dispose()
    {
        _gate.Dispose();
        _damage.Dispose();
    }
}
