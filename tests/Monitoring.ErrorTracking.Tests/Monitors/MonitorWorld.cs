using System.Collections.Immutable;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.ErrorTracking.Monitors.Judging;
using Monitoring.ErrorTracking.Monitors.Reading;
using Monitoring.ErrorTracking.Monitors.Storing;

namespace Monitoring.ErrorTracking.Tests.Monitors;

/// <summary>A monitor in one environment with a clock, a timer and a store, all in memory: what a host does, step by step.</summary>
internal sealed class MonitorWorld(MonitorSettings settings)
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 7, TimeSpan.Zero);

    private readonly MonitorPlan _plan = new(settings, MonitorStatus.Active, 1, Start);
    private int _ids;

    public DateTimeOffset Now { get; private set; } = Start;

    public EnvironmentState State { get; private set; } = new() { Name = "production" };

    public Dictionary<Guid, CheckIn> CheckIns { get; } = [];

    public List<Change> Changes { get; } = [];

    public ImmutableArray<Gap> Gaps { get; private set; } = [];

    /// <summary>When runs began, by the reports.</summary>
    public List<DateTimeOffset> Begun { get; } = [];

    public List<CheckInReport> Sent { get; } = [];

    /// <summary>Lets time pass; the timer fires when it is due.</summary>
    public void Pass(TimeSpan time)
    {
        var until = Now + time;
        for (var due = State.DueAt; due <= until; due = State.DueAt)
        {
            Now = due > Now ? due.Value : Now;
            Judge();
            Assert.True(State.DueAt is null || State.DueAt > Now || CheckIns.Count % Verdict.MaxSlots == 0, "A judgement must bring time on.");
        }

        Now = until;
    }

    /// <summary>Lets time pass while no host is alive; then the timer fires late.</summary>
    public void Down(TimeSpan time, TimeSpan gapAfter)
    {
        var from = Now;
        Now += time;
        if (time > gapAfter)
        {
            Gaps = Gaps.Add(new Gap { From = from, To = Now });
        }

        Reload();
        Pass(TimeSpan.Zero);
    }

    public StepOutcome Send(CheckInStatus status, Guid? id = null, TimeSpan? duration = null) => Send(new CheckInReport
    {
        Id = id,
        Slug = "job",
        Name = "job",
        Status = status,
        Environment = State.Name,
        Duration = duration,
    });

    public StepOutcome Send(CheckInReport report)
    {
        var judged = State.PlanKey == _plan.Key && State.DueAt <= Now ? Verdict.Judge(State, _plan, CheckIns, Gaps, Now, NewId) : new Step { State = State };
        var id = Arrival.IdOf(judged.State, report, NewId);
        var known = judged.CheckIns.FirstOrDefault(checkIn => checkIn.Id == id) ?? CheckIns.GetValueOrDefault(id);
        var step = judged.Then(Arrival.Take(judged.State, _plan, report, id, known, Now, NewId));
        if (known is null && step.Outcome == StepOutcome.Taken)
        {
            Begun.Add(Now);
        }

        Sent.Add(report with { Id = id });
        Apply(step);
        return step.Outcome;
    }

    public void TurnBack(TimeSpan time) => Now -= time;

    public IEnumerable<CheckIn> With(CheckInStatus status) => CheckIns.Values.Where(checkIn => checkIn.Status == status);

    /// <summary>What a restarted host reads.</summary>
    private void Reload()
    {
        var document = new EnvironmentDocument { MonitorId = new EntityId(Guid.AllBitsSet), State = State };
        State = MonitorDocuments.Environments.Deserialize(MonitorDocuments.Environments.Serialize(document), 1).State;
    }

    private void Judge() => Apply(Verdict.Judge(State, _plan, CheckIns, Gaps, Now, NewId));

    private void Apply(Step step)
    {
        State = step.State;
        Changes.AddRange(step.Changes);
        foreach (var checkIn in step.CheckIns)
        {
            CheckIns[checkIn.Id] = checkIn;
        }
    }

    private EntityId NewId() => new(new Guid(++_ids, 1, 7, [1, 2, 3, 4, 5, 6, 7, 8]));
}
