using System.Collections.Immutable;
using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Storing;

/// <summary>Puts together what becomes true with a step.</summary>
internal sealed class AlertCommit(
    ProjectId project, Versioned<AlertRuleDocument> rule, AlertFacts facts, Versioned<AlertStateDocument>? stored, TimeProvider timeProvider)
{
    private readonly AlertRuleSettings _settings = rule.Value.Settings;
    private readonly List<SignalEntry> _signals = [];
    private readonly List<TimerSchedule> _timers = [];
    private GuardDocument? _guard;
    private long _guardVersion;

    /// <summary>Counts a firing in the storm guard. False when there were too many in this hour.</summary>
    public bool TryPass(Versioned<GuardDocument>? guard, AlertOptions options)
    {
        var hour = GuardDocument.HourOf(timeProvider.GetUtcNow());
        var present = guard?.Value;
        if (present?.Hour != hour)
        {
            _signals.AddRange(ClosedOf(project, present, timeProvider));
            present = new GuardDocument { Hour = hour };
        }

        _guardVersion = guard?.Version ?? 0;
        var mayFire = present.HasRoom(rule.Value.Id, options.MaxFiringsPerRule, options.MaxFiringsPerProject);
        var count = present.Of(rule.Value.Id);
        _guard = mayFire ? present.With(count with { Fired = count.Fired + 1 }) : present;
        return mayFire;
    }

    /// <summary>Counts what the storm guard holds back, and tells of the first in an hour.</summary>
    public void Hold()
    {
        var count = _guard!.Of(rule.Value.Id);
        count = count with { Held = count.Held + 1, RuleName = _settings.Name, Severity = _settings.Severity };
        _guard = _guard.With(count);
        if (count.Held == 1)
        {
            _signals.Add(AlertSignals.Entry(AlertSignals.Held, AlertSignals.HeldOf(project, _guard.Hour, count, isOver: false), timeProvider));
            _timers.Add(new TimerSchedule { Timer = AlertDocuments.Held, DueAt = _guard.Hour + TimeSpan.FromHours(1) });
        }
    }

    public DocumentCommit Of(AlertStep step)
    {
        var puts = ImmutableArray.CreateBuilder<DocumentPut>();
        var open = step.Effect switch
        {
            AlertEffect.Fired => Begin(step, puts),
            AlertEffect.Ended => End(puts),
            _ => stored?.Value.Open,
        };
        if (_guard is not null)
        {
            puts.Add(AlertDocuments.Guards.Put(_guard, _guardVersion));
        }

        puts.Add(AlertDocuments.States.Put(
            new AlertStateDocument
            {
                RuleId = rule.Value.Id,
                Subject = step.Effect == AlertEffect.Fired ? facts.Subject : stored?.Value.Subject ?? facts.Subject,
                State = step.State,
                Open = open,
                ChangedAt = timeProvider.GetUtcNow(),
            },
            stored?.Version ?? 0));
        return new DocumentCommit
        {
            Partition = Partition.Of(project),
            Checks = [new DocumentCheck { Type = AlertDocuments.Rules, Key = rule.Value.Id.ToString(), ExpectedVersion = rule.Version }],
            Puts = puts.ToImmutable(),
            Signals = [.. _signals],
            Timers = [.. _timers],
        };
    }

    /// <summary>Ends a firing whose rule is another one by now, or none; without one, nothing waits any more.</summary>
    public static DocumentCommit EndOf(ProjectId project, Versioned<AlertStateDocument> stored, TimeProvider timeProvider)
    {
        var now = timeProvider.GetUtcNow();
        var state = stored.Value;
        var commit = new DocumentCommit
        {
            Partition = Partition.Of(project),
            Puts = [AlertDocuments.States.Put(state with { State = AlertMachine.End(state.State).State, Open = null, ChangedAt = now }, stored.Version)],
        };
        return state.Open is not { } open ? commit : commit with
        {
            Puts = commit.Puts.Add(AlertDocuments.Firings.Put(open.Firing with { EndedAt = now, End = ErrorAlertEnd.RuleChanged })),
            Signals = [AlertSignals.Entry(AlertSignals.Ended, AlertSignals.EndedOf(project, open, now, ErrorAlertEnd.RuleChanged), timeProvider)],
        };
    }

    /// <summary>Says how many firings were held in an hour that is over.</summary>
    public static IEnumerable<SignalEntry> ClosedOf(ProjectId project, GuardDocument? guard, TimeProvider timeProvider) => guard is null
        ? []
        : guard.Rules.Where(count => count.Held > 0).Select(count =>
            AlertSignals.Entry(AlertSignals.Held, AlertSignals.HeldOf(project, guard.Hour, count, isOver: true), timeProvider));

    private OpenFiring? Begin(AlertStep step, ImmutableArray<DocumentPut>.Builder puts)
    {
        var hasEnd = AlertBounds.HasEnd(_settings.Trigger.Kind);
        var isMeasured = hasEnd && _settings.Trigger.Kind != AlertTriggerKind.MonitorFailure;
        var firing = new AlertFiring
        {
            Id = step.FiringId!.Value,
            RuleId = rule.Value.Id,
            Subject = facts.Subject,
            StartedAt = facts.At,
            HasEnd = hasEnd,
            Value = facts.Value,
            Threshold = isMeasured ? AlertBounds.Threshold(_settings.Trigger) : null,
            Reason = facts.Reason,
            Suppressed = step.Suppressed,
        };
        var open = new OpenFiring
        {
            Firing = firing,
            RuleName = _settings.Name,
            Severity = _settings.Severity,
            Window = isMeasured ? _settings.Trigger.Window : null,
            Revision = rule.Value.Revision,
        };
        puts.Add(AlertDocuments.Firings.Put(firing, expectedVersion: 0));
        _signals.Add(AlertSignals.Entry(AlertSignals.Fired, AlertSignals.FiredOf(project, open), timeProvider));
        return hasEnd ? open : null;
    }

    private OpenFiring? End(ImmutableArray<DocumentPut>.Builder puts)
    {
        if (stored?.Value.Open is { } open)
        {
            puts.Add(AlertDocuments.Firings.Put(open.Firing with { EndedAt = facts.At, End = facts.End }));
            _signals.Add(AlertSignals.Entry(AlertSignals.Ended, AlertSignals.EndedOf(project, open, facts.At, facts.End), timeProvider));
        }

        return null;
    }
}
