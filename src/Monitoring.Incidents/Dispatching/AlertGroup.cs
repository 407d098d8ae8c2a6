using System.Collections.Immutable;
using Monitoring.Incidents.Alerts;
using Monitoring.Incidents.Flushing;
using Monitoring.Incidents.Labels;
using Monitoring.Incidents.Routing;

namespace Monitoring.Incidents.Dispatching;

/// <summary>The alerts of a group, when it is told of next, and what each receiver knows.</summary>
internal sealed class AlertGroup(GroupKey key, Route route, DateTimeOffset now)
{
    private readonly Dictionary<LabelSet, Alert> _alerts = [];
    private readonly Dictionary<string, NotificationRecord> _records = new(StringComparer.Ordinal);
    private ImmutableArray<Alert> _flushed = [];
    private HashSet<string> _untold = [];
    private DateTimeOffset _flushedAt;
    private bool _wasFlushed;

    public GroupKey Key => key;

    public Route Route => route;

    public IReadOnlyCollection<Alert> Alerts => _alerts.Values;

    public DateTimeOffset NextFlush { get; private set; } = now + route.GroupWait;

    /// <summary>Puts an alert in, or its new state. One that has waited elsewhere for as long as the group would is told of at once.</summary>
    public void Put(Alert alert, DateTimeOffset now)
    {
        _alerts[alert.Labels] = alert;
        if (!_wasFlushed && alert.Span.StartsAt + route.GroupWait < now)
        {
            NextFlush = now;
        }
    }

    public NotificationRecord? RecordOf(Receiver receiver) => _records.GetValueOrDefault(receiver.Name);

    /// <summary>Begins a flush, and says when the next one is.</summary>
    public void BeginFlush(DateTimeOffset at, IReadOnlyCollection<Notice> notices)
    {
        _wasFlushed = true;
        _flushedAt = at;
        _flushed = [.. _alerts.Values];
        _untold = [.. notices.Select(notice => notice.Receiver.Name)];
        NextFlush = at + route.GroupInterval;
    }

    /// <summary>Notes that a receiver was told.</summary>
    public void Told(Notice notice)
    {
        _records[notice.Receiver.Name] = notice.Record;
        if (notice.At == _flushedAt)
        {
            _untold.Remove(notice.Receiver.Name);
        }
    }

    /// <summary>When all receivers know what there is, forgets what is over: unless it has come again meanwhile, or a receiver could not be told of its end yet.</summary>
    /// <returns>Whether nothing is left.</returns>
    public bool EndFlush()
    {
        if (_untold.Count > 0)
        {
            return false;
        }

        foreach (var alert in _flushed.Where(alert => alert.IsResolvedAt(_flushedAt) && _alerts.GetValueOrDefault(alert.Labels) == alert && !IsKnownToFire(alert)))
        {
            _alerts.Remove(alert.Labels);
        }

        return _alerts.Count == 0;
    }

    private bool IsKnownToFire(Alert alert) => _records.Values.Any(record => record.Firing.Contains(alert.Fingerprint));
}
