using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>
/// Lets a rule live through history, by the same functions as in production: states, cooldowns and the storm guard, in memory. What is told to it comes in the order of
/// time.
/// </summary>
internal sealed class Replay(AlertRuleSettings settings, int mostInAnHour)
{
    private readonly AlertPace _pace = AlertPace.Of(settings);
    private readonly Dictionary<string, AlertState> _states = new(StringComparer.Ordinal);
    private readonly List<AlertFiring> _firings = [];
    private readonly Dictionary<EntityId, int> _open = [];
    private long _hour;
    private int _inHour;
    private int _ids;

    public IReadOnlyList<AlertFiring> Firings => _firings;

    /// <summary>How often the storm guard held back.</summary>
    public int Held { get; private set; }

    public bool IsFiring(string subject) => _states.GetValueOrDefault(subject, AlertState.Ok).IsFiring;

    public void Value(AlertSubject subject, Observation observed, double? value, Func<string> reason, DateTimeOffset at) =>
        Take(subject, value, reason, at, ErrorAlertEnd.Recovered, (state, gate) => AlertMachine.OnValue(state, observed, _pace, at, gate, NewId));

    public void Moment(AlertSubject subject, EntityId cause, string reason, DateTimeOffset at) => Take(
        subject,
        null,
        () => reason,
        at,
        default,
        (state, gate) => settings.Trigger.Kind == AlertTriggerKind.Woken
            ? AlertMachine.OnWaking(state, cause, _pace, at, gate, NewId)
            : AlertMachine.OnMoment(state, cause, _pace, at, gate, NewId));

    public void Wake(AlertSubject subject, EntityId cause, DateTimeOffset at)
    {
        if (_states.ContainsKey(subject.Key))
        {
            Take(subject, null, () => "", at, default, (state, _) => AlertStep.To(AlertMachine.Wake(state, cause)));
        }
    }

    public void End(AlertSubject subject, DateTimeOffset at)
    {
        if (_states.ContainsKey(subject.Key))
        {
            Take(subject, null, () => "", at, ErrorAlertEnd.IssueChanged, (state, _) => AlertMachine.End(state));
        }
    }

    private void Take(
        AlertSubject subject, double? value, Func<string> reason, DateTimeOffset at, ErrorAlertEnd end, Func<AlertState, AlertGate, AlertStep> step)
    {
        var before = _states.GetValueOrDefault(subject.Key, AlertState.Ok);
        var next = step(before, AlertGate.Open);
        if (next.Effect == AlertEffect.Fired && !TryPass(at))
        {
            next = step(before, AlertGate.Held);
            Held += next.State.Suppressed > before.Suppressed ? 1 : 0;
        }

        if (next.State != before)
        {
            _states[subject.Key] = next.State;
        }

        if (next is { Effect: AlertEffect.Fired, FiringId: { } began })
        {
            Begin(began, subject, value, reason(), at, next.Suppressed);
        }
        else if (next is { Effect: AlertEffect.Ended, FiringId: { } ended })
        {
            _firings[_open[ended]] = _firings[_open[ended]] with { EndedAt = at, End = end };
        }
    }

    private bool TryPass(DateTimeOffset at)
    {
        var hour = at.UtcTicks / TimeSpan.TicksPerHour;
        if (hour != _hour)
        {
            (_hour, _inHour) = (hour, 0);
        }

        return _inHour < mostInAnHour && ++_inHour > 0;
    }

    private void Begin(EntityId id, AlertSubject subject, double? value, string reason, DateTimeOffset at, long suppressed)
    {
        var hasEnd = AlertBounds.HasEnd(settings.Trigger.Kind);
        _open[id] = _firings.Count;
        _firings.Add(new AlertFiring
        {
            Id = id,
            RuleId = default,
            Subject = subject,
            StartedAt = at,
            HasEnd = hasEnd,
            Value = value,
            Threshold = hasEnd && settings.Trigger.Kind != AlertTriggerKind.MonitorFailure ? AlertBounds.Threshold(settings.Trigger) : null,
            Reason = reason,
            Suppressed = suppressed,
        });
    }

    private EntityId NewId() => new(new Guid(++_ids, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));
}
