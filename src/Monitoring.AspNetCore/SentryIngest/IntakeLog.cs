using Microsoft.Extensions.Logging;
using Monitoring.Core.Logging;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>Logs reports that could not be read: senders on bad lines are many, and one of them can be a flood.</summary>
internal sealed class IntakeLog : IDisposable
{
    private readonly ILogger<IntakeLog> _logger;
    private readonly FloodGate _gate;

    public IntakeLog(ILogger<IntakeLog> logger, TimeProvider timeProvider)
    {
        _logger = logger;
        _gate = new FloodGate(TimeSpan.FromMinutes(1), timeProvider, reports => Log.IntakeStillBroken(logger, reports));
    }

    public void Broken(string? path, string reason)
    {
        if (_gate.TryPass())
        {
            Log.IntakeBroken(_logger, path, reason);
        }
    }

    public void Dispose() => _gate.Dispose();
}
