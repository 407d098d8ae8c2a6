using System.Diagnostics.Metrics;

namespace Monitoring.Storage.LiteDb;

/// <summary>What the embedded store counts, under the meter <c>Monitoring.Storage.LiteDb</c>.</summary>
internal sealed class LiteDbMetrics : IDisposable
{
    public const string MeterName = "Monitoring.Storage.LiteDb";

    private readonly Meter? _ownMeter;
    private readonly Counter<long> _damage;

    public LiteDbMetrics(IMeterFactory? factory)
    {
        var meter = factory?.Create(MeterName) ?? (_ownMeter = new Meter(MeterName));
        _damage = meter.CreateCounter<long>("monitoring.store.damage", "{place}", "Places in files of the store that are damaged or missing, each counted once while the store is open.");
    }

    public void Damaged() => _damage.Add(1);

    public void Dispose() => _ownMeter?.Dispose();
}
