using System.Diagnostics.Metrics;
using Monitoring.Access;

namespace Monitoring.Core;

/// <summary>What the shared runtime counts, under the meter <c>Monitoring.Core</c>.</summary>
internal sealed class CoreMetrics : IDisposable
{
    public const string MeterName = "Monitoring.Core";

    private readonly Meter? _ownMeter;
    private readonly Counter<long> _refusals;

    public CoreMetrics(IMeterFactory? factory)
    {
        var meter = factory?.Create(MeterName) ?? (_ownMeter = new Meter(MeterName));
        _refusals = meter.CreateCounter<long>(
            "monitoring.access.refusals", "{refusal}", "Commands that an actor was not allowed, also those that the audit log does not repeat.");
    }

    public void Refused(Permission permission, AccessDecisionKind kind)
    {
        if (_refusals.Enabled)
        {
            _refusals.Add(1, new("permission", permission.ToString()), new("reason", kind.ToString()));
        }
    }

    public void Dispose() => _ownMeter?.Dispose();
}
