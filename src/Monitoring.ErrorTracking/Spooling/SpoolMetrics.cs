using System.Diagnostics.Metrics;

namespace Monitoring.ErrorTracking.Spooling;

/// <summary>What is counted of the spool, under the meter of error tracking.</summary>
internal sealed class SpoolMetrics : IDisposable
{
    private readonly Meter? _ownMeter;
    private readonly Counter<long> _taken;
    private readonly Counter<long> _drained;

    public SpoolMetrics(EventSpool spool, IMeterFactory? factory = null)
    {
        var meter = factory?.Create(ErrorTrackingMetrics.MeterName) ?? (_ownMeter = new Meter(ErrorTrackingMetrics.MeterName));
        _taken = meter.CreateCounter<long>("monitoring.errors.spool.taken", "{event}", "Events that came while the store was away, by what the spool answered.");
        _drained = meter.CreateCounter<long>("monitoring.errors.spool.drained", "{event}", "Events that left the spool, by what became of them.");
        if (spool.IsOn)
        {
            meter.CreateObservableGauge("monitoring.errors.spool.size", () => spool.Figures.Bytes, "By", "How many bytes the spool has on the disk.");
            meter.CreateObservableGauge("monitoring.errors.spool.requests", () => spool.Figures.Requests, "{request}", "How many requests wait in the spool.");
            meter.CreateObservableGauge("monitoring.errors.spool.age", () => spool.Figures.Age.TotalSeconds, "s", "For how long the oldest of them has waited.");
            meter.CreateObservableGauge("monitoring.errors.spool.aside", () => spool.Figures.SetAside, "{file}", "How many files of the spool were set aside.");
        }
    }

    public void Answered(int events, SpoolAnswer answer) =>
        _taken.Add(events, new KeyValuePair<string, object?>("answer", answer switch { SpoolAnswer.Taken => "taken", SpoolAnswer.Full => "full", _ => "unavailable" }));

    public void Drained(int events, bool stored) => _drained.Add(events, new KeyValuePair<string, object?>("outcome", stored ? "stored" : "set_aside"));

    public void Dispose() => _ownMeter?.Dispose();
}
