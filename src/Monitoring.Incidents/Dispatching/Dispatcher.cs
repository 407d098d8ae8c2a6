using System.Collections.Immutable;
using Monitoring.Incidents.Alerts;
using Monitoring.Incidents.Flushing;
using Monitoring.Incidents.Inhibition;
using Monitoring.Incidents.Labels;
using Monitoring.Incidents.Routing;
using Monitoring.Incidents.Silences;
using NodaTime;

namespace Monitoring.Incidents.Dispatching;

/// <summary>
/// Takes alerts and decides who is told of what, by the clock that its caller gives it: the same calls give the same decisions, whether time passes or is simulated.
/// </summary>
/// <remarks>Not for several threads.</remarks>
internal sealed class Dispatcher
{
    private readonly DispatchConfiguration _configuration;
    private readonly Dictionary<LabelSet, Alert> _alerts = [];
    private readonly Dictionary<GroupKey, AlertGroup> _groups = [];
    private readonly ImmutableArray<InhibitionIndex> _inhibitions;
    private readonly Dictionary<string, Silence> _silences = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _firstFlush;

    /// <param name="configuration">Who is told.</param>
    /// <param name="firstFlush">Nobody is told before: after a start, senders must have had time to say what else fires.</param>
    public Dispatcher(DispatchConfiguration configuration, DateTimeOffset firstFlush = default)
    {
        _configuration = configuration;
        _firstFlush = firstFlush;
        _inhibitions = [.. configuration.InhibitRules.Select(rule => new InhibitionIndex(rule))];
    }

    /// <summary>When <see cref="Flush(DateTimeOffset)"/> has something to do next.</summary>
    public DateTimeOffset? NextFlush => _groups.Count == 0 ? null : _groups.Values.Min(DueAt);

    public IReadOnlyCollection<AlertGroup> Groups => _groups.Values;

    /// <summary>Takes a message; it must be one in which <see cref="AlertMessage.FindProblem"/> finds nothing.</summary>
    public Alert Put(AlertMessage message, DateTimeOffset now)
    {
        var alert = Alert.After(_alerts.GetValueOrDefault(message.Labels), message, now, _configuration.ResolveTimeout);
        _alerts[alert.Labels] = alert;
        foreach (var index in _inhibitions)
        {
            index.Put(alert.Labels, alert.Span.EndsAt);
        }

        foreach (var route in _configuration.Root.Match(alert.Labels))
        {
            Put(alert, route, now);
        }

        return alert;
    }

    public void PutSilence(string id, Silence silence) => _silences[id] = silence;

    /// <summary>Ends a silence.</summary>
    public void ExpireSilence(string id, DateTimeOffset now) => _silences[id] = _silences[id].ExpireAt(now);

    /// <summary>Decides for each group that is due what its receivers are to be told.</summary>
    public ImmutableArray<Notice> Flush(DateTimeOffset now)
    {
        var notices = ImmutableArray.CreateBuilder<Notice>();
        foreach (var group in _groups.Values.Where(group => DueAt(group) <= now).OrderBy(DueAt).ToList())
        {
            notices.AddRange(Flush(group, now));
        }

        return notices.ToImmutable();
    }

    /// <summary>Notes that a receiver was told.</summary>
    public void Told(Notice notice)
    {
        if (_groups.TryGetValue(notice.Group, out var group))
        {
            group.Told(notice);
            End(group);
        }
    }

    private DateTimeOffset DueAt(AlertGroup group) => group.NextFlush < _firstFlush ? _firstFlush : group.NextFlush;

    private void Put(Alert alert, Route route, DateTimeOffset now)
    {
        var key = new GroupKey(route.Id, route.Grouping.LabelsOf(alert.Labels));
        if (!_groups.TryGetValue(key, out var group))
        {
            if (alert.IsResolvedAt(now))
            {
                // Nobody was told that it fired.
                return;
            }

            _groups[key] = group = new AlertGroup(key, route, now);
        }

        group.Put(alert, now);
    }

    private List<Notice> Flush(AlertGroup group, DateTimeOffset now)
    {
        var alerts = IsTold(group.Route, now) ? group.Alerts.Where(alert => !IsMuted(alert, now)).OrderBy(alert => alert.Labels.ToString(), StringComparer.Ordinal).ToList() : [];
        var notices = _configuration.Receivers.GetValueOrDefault(group.Route.Receiver, [])
            .Select(receiver => Decide(group, receiver, alerts, now))
            .OfType<Notice>()
            .ToList();
        group.BeginFlush(now, notices);
        End(group);
        return notices;
    }

    private void End(AlertGroup group)
    {
        if (group.EndFlush())
        {
            _groups.Remove(group.Key);
        }
    }

    private static Notice? Decide(AlertGroup group, Receiver receiver, List<Alert> alerts, DateTimeOffset now)
    {
        var record = new NotificationRecord
        {
            Firing = [.. alerts.Where(alert => !alert.IsResolvedAt(now)).Select(alert => alert.Fingerprint)],
            Resolved = [.. alerts.Where(alert => alert.IsResolvedAt(now)).Select(alert => alert.Fingerprint)],
            SentAt = now,
        };
        var reason = NotificationDecision.Decide(group.RecordOf(receiver), record.Firing, record.Resolved, now, group.Route.RepeatInterval, receiver.WantsResolved);
        return reason is NotificationReason.NothingToTell or NotificationReason.Known
            ? null
            : new Notice
            {
                Group = group.Key,
                Receiver = receiver,
                Reason = reason,
                At = now,
                Alerts = [.. alerts.Where(alert => receiver.WantsResolved || !alert.IsResolvedAt(now))],
                Record = record,
            };
    }

    private bool IsTold(Route route, DateTimeOffset now)
    {
        var instant = Instant.FromDateTimeOffset(now);
        bool Holds(string name) => _configuration.TimeIntervals.GetValueOrDefault(name, []).Any(interval => interval.Contains(instant));
        return (route.ActiveTimeIntervals.IsEmpty || route.ActiveTimeIntervals.Any(Holds)) && !route.MuteTimeIntervals.Any(Holds);
    }

    private bool IsMuted(Alert alert, DateTimeOffset now) =>
        _inhibitions.Any(index => index.FindSource(alert.Labels, now) is not null)
            || _silences.Values.Any(silence => silence.StateAt(now) == SilenceState.Active && silence.IsMatch(alert.Labels));
}
