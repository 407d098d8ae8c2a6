using System.Collections.Concurrent;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

/// <summary>The texts of signals that were delivered.</summary>
internal sealed class KeptSignals
{
    public ConcurrentQueue<string> Texts { get; } = [];
}
