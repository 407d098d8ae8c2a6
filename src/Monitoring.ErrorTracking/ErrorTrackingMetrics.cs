using System.Diagnostics.Metrics;

namespace Monitoring.ErrorTracking;

/// <summary>What error tracking counts, under the meter <c>Monitoring.ErrorTracking</c>. Tags never hold text of a sender.</summary>
internal sealed class ErrorTrackingMetrics : IDisposable
{
    public const string MeterName = "Monitoring.ErrorTracking";

    private readonly Meter? _ownMeter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _items;
    private readonly Histogram<double> _appendTime;
    private readonly Histogram<long> _batchEvents;
    private readonly UpDownCounter<long> _queued;
    private readonly Counter<long> _backendCalls;
    private readonly Counter<long> _cutShort;
    private readonly Counter<long> _evicted;
    private readonly Counter<long> _evictedBytes;

    public ErrorTrackingMetrics(IMeterFactory? factory = null)
    {
        var meter = factory?.Create(MeterName) ?? (_ownMeter = new Meter(MeterName));
        _requests = meter.CreateCounter<long>("monitoring.errors.requests", "{request}", "Requests to intake, by status.");
        _items = meter.CreateCounter<long>("monitoring.errors.items", "{item}", "What became of items, by category, outcome and reason.");
        _appendTime = meter.CreateHistogram<double>("monitoring.errors.append.duration", "s", "How long the store took for a batch of events.");
        _batchEvents = meter.CreateHistogram<long>("monitoring.errors.append.events", "{event}", "How many events a batch had.");
        _queued = meter.CreateUpDownCounter<long>("monitoring.errors.queued", "{event}", "Events that wait for the store.");
        _backendCalls = meter.CreateCounter<long>("monitoring.errors.backend.calls", "{call}", "Calls to Sentry servers whose issues are shown, by outcome.");
        _cutShort = meter.CreateCounter<long>(
            "monitoring.errors.scrubbing.cut_short", "{event}", "Events for which a project's expressions took too long, so that whole texts were taken for matches.");
        _evicted = meter.CreateCounter<long>("monitoring.errors.payloads.evicted", "{payload}", "Payloads that went because those of their project had more bytes than they may.");
        _evictedBytes = meter.CreateCounter<long>("monitoring.errors.payloads.evicted.size", "By", "How many bytes these had.");
    }

    public void Evicted(long payloads, long bytes)
    {
        _evicted.Add(payloads);
        _evictedBytes.Add(bytes);
    }

    public void ScrubbingCutShort() => _cutShort.Add(1);

    public void Request(int status)
    {
        if (_requests.Enabled)
        {
            _requests.Add(1, new KeyValuePair<string, object?>("status", status));
        }
    }

    public void Item(string category, string outcome, string reason, long quantity)
    {
        if (_items.Enabled)
        {
            _items.Add(quantity, new("category", category), new("outcome", outcome), new("reason", reason));
        }
    }

    public void Appended(int events, TimeSpan duration)
    {
        _batchEvents.Record(events);
        _appendTime.Record(duration.TotalSeconds);
    }

    public void Queued(int events) => _queued.Add(events);

    public void BackendCall(string outcome)
    {
        if (_backendCalls.Enabled)
        {
            _backendCalls.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    public void Dispose() => _ownMeter?.Dispose();
}
