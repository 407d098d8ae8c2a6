using System.Diagnostics.Metrics;
using Monitoring.Access;

namespace Monitoring.Core;

/// <summary>What the shared runtime counts, under the meter <c>Monitoring.Core</c>.</summary>
internal sealed class CoreMetrics : IDisposable
{
    public const string MeterName = "Monitoring.Core";

    private readonly Meter? _ownMeter;
    private readonly Counter<long> _refusals;
    private readonly Histogram<double> _deliveries;
    private readonly Counter<long> _deadLetters;
    private readonly Histogram<double> _timers;
    private readonly Histogram<double> _timerDelay;

    public CoreMetrics(IMeterFactory? factory)
    {
        var meter = factory?.Create(MeterName) ?? (_ownMeter = new Meter(MeterName));
        _refusals = meter.CreateCounter<long>(
            "monitoring.access.refusals", "{refusal}", "Commands that an actor was not allowed, also those that the audit log does not repeat.");
        _deliveries = meter.CreateHistogram<double>("monitoring.signals.deliveries", "s", "How long handlers worked on signals.");
        _deadLetters = meter.CreateCounter<long>("monitoring.signals.dead_letters", "{signal}", "Signals that were given up.");
        _timers = meter.CreateHistogram<double>("monitoring.timers.runs", "s", "How long handlers worked on due timers.");
        _timerDelay = meter.CreateHistogram<double>("monitoring.timers.delay", "s", "How late due timers were claimed.");
    }

    public void Refused(Permission permission, AccessDecisionKind kind)
    {
        if (_refusals.Enabled)
        {
            _refusals.Add(1, new("permission", permission.ToString()), new("reason", kind.ToString()));
        }
    }

    public void Delivered(string subscription, bool isHandled, TimeSpan duration)
    {
        if (_deliveries.Enabled)
        {
            _deliveries.Record(duration.TotalSeconds, new("subscription", subscription), new("outcome", isHandled ? "handled" : "failed"));
        }
    }

    public void Died(string subscription)
    {
        if (_deadLetters.Enabled)
        {
            _deadLetters.Add(1, new KeyValuePair<string, object?>("subscription", subscription));
        }
    }

    public void TimerClaimed(string kind, TimeSpan delay)
    {
        if (_timerDelay.Enabled)
        {
            _timerDelay.Record(Math.Max(0, delay.TotalSeconds), new KeyValuePair<string, object?>("kind", kind));
        }
    }

    /// <param name="kind">The kind of the timer.</param>
    /// <param name="outcome"><c>done</c>, <c>failed</c> or <c>lost</c>.</param>
    /// <param name="duration">How long the handler worked.</param>
    public void TimerRan(string kind, string outcome, TimeSpan duration)
    {
        if (_timers.Enabled)
        {
            _timers.Record(duration.TotalSeconds, new("kind", kind), new("outcome", outcome));
        }
    }

    public void Dispose() => _ownMeter?.Dispose();
}
