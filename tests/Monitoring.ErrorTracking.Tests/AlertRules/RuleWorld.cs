using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.AlertRules;
using Monitoring.ErrorTracking.AlertRules.Running;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.ErrorTracking.AlertRules.Touching;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.Tests.AlertRules;

/// <summary>
/// A project with alert rules over the in-memory store. What a host does in the background is done by calls here, in a certain order: signals are delivered, rules look
/// at what had events, timers judge.
/// </summary>
internal sealed class RuleWorld : IAsyncDisposable
{
    private readonly IntakeHost _host;
    private readonly HashSet<string> _openIssues = [];
    private int _ids;

    private RuleWorld(IntakeHost host) => _host = host;

    public IAlertRules Rules => _host.Service<IAlertRules>();

    public ProjectId Project => _host.Project;

    public IErrorStore Store => _host.Store;

    public DateTimeOffset Now => _host.Time.GetUtcNow();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RuleWorld> StartAsync(Action<ErrorTrackingOptions>? configure = null) => new(await IntakeHost.StartAsync(configure: configure));

    public T Service<T>()
        where T : notnull => _host.Service<T>();

    /// <summary>Does something with a service of a scope of its own.</summary>
    public async Task Service<T>(Func<T, ValueTask> use)
        where T : notnull
    {
        using var scope = Service<IServiceScopeFactory>().CreateScope();
        await use(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <summary>Stores events of certain instants without anybody looking at them.</summary>
    public async Task AppendAsync(IEnumerable<(string Issue, DateTimeOffset At, ulong User)> events)
    {
        var rows = events.Select(item => Event(item.Issue) with { Timestamp = item.At, ReceivedAt = item.At, UserHash = item.User }).ToImmutableArray();
        if (!rows.IsEmpty)
        {
            await Store.AppendAsync(rows, Cancellation);
        }
    }

    /// <summary>Sends an envelope, as an SDK does.</summary>
    public Task<ErrorTracking.Ingest.IngestOutcome> SendAsync(string envelope) => _host.SendAsync(envelope);

    public void Pass(TimeSpan time) => _host.Time.Advance(time);

    public void PassMinutes(double minutes) => Pass(TimeSpan.FromMinutes(minutes));

    public async Task<EntityId> AddAsync(AlertTrigger trigger, Func<AlertRuleSettings, AlertRuleSettings>? more = null)
    {
        var settings = new AlertRuleSettings { Name = "rule", Trigger = trigger };
        var result = await Rules.CreateAsync(Actor.System, Project, more?.Invoke(settings) ?? settings, Cancellation);
        Assert.True(result.Outcome == CommandOutcome.Done, result.Reason);
        return result.Value!.Id;
    }

    public async Task ChangeAsync(EntityId rule, Func<AlertRuleSettings, AlertRuleSettings> change)
    {
        var present = await Rules.GetAsync(Actor.System, Project, rule, Cancellation);
        var result = await Rules.ReplaceAsync(Actor.System, Project, rule, change(present.Value!.Settings), cancellationToken: Cancellation);
        Assert.True(result.Outcome == CommandOutcome.Done, result.Reason);
    }

    /// <summary>Reports events of an issue now; what they do to it is delivered, and rules look at it.</summary>
    public async Task<IssueId> ReportAsync(string issue = "a", int count = 1, Func<GroupedEvent, GroupedEvent>? shape = null)
    {
        var events = Enumerable.Range(0, count).Select(_ => Event(issue)).Select(item => shape?.Invoke(item) ?? item).ToImmutableArray();
        var before = await FindAsync(issue);
        var results = await Store.AppendAsync(events, Cancellation);
        foreach (var (item, result) in events.Zip(results))
        {
            Service<TouchedIssues>().See(Project, result.IssueId);
            await DeliverAsync(before, item, result);
            before = await FindAsync(issue);
        }

        await LookAsync();
        return results[0].IssueId;
    }

    public ValueTask LookAsync() => Service<Looker>().LookAsync(Cancellation);

    /// <summary>What the timer of a rule does.</summary>
    public ValueTask<bool> JudgeAsync(EntityId rule) => Service<RuleRound>().RunAsync(Project, rule, Cancellation);

    public async Task SetAsync(IssueId issue, IssueState state)
    {
        var before = await Store.GetIssueAsync(issue, Cancellation);
        await Store.UpdateIssueAsync(new IssueUpdate { IssueId = issue, ActorId = "somebody", At = Now, Change = new IssueChange.SetState { State = state } }, Cancellation);
        await HandleAsync(Changed(before!, IssueTransitionKind.StatusChanged) with { StateBefore = before!.State, StateAfter = state });
        await LookAsync();
    }

    public async Task DeleteAsync(IssueId issue)
    {
        var before = await Store.GetIssueAsync(issue, Cancellation);
        await Store.UpdateIssueAsync(new IssueUpdate { IssueId = issue, ActorId = "somebody", At = Now, Change = new IssueChange.Delete() }, Cancellation);
        await HandleAsync(Changed(before!, IssueTransitionKind.Deleted));
        await LookAsync();
    }

    public async Task MergeAsync(IssueId target, IssueId source)
    {
        var before = await Store.GetIssueAsync(target, Cancellation);
        await Store.UpdateIssueAsync(
            new IssueUpdate { IssueId = target, ActorId = "somebody", At = Now, Change = new IssueChange.Merge { Sources = [source] } }, Cancellation);
        await HandleAsync(Changed(before!, IssueTransitionKind.Merged) with { Moved = [new IssueMove { IssueId = source, Hashes = [] }] });
        await LookAsync();
    }

    /// <summary>Delivers a signal, and a second time, as a host that was killed in between does.</summary>
    public async Task HandleAsync<T>(T signal)
        where T : class, ISignal
    {
        var context = new SignalContext<T> { Signal = signal, Id = NewId(), OccurredAt = Now, Attempt = 1 };
        for (var delivery = 0; delivery < 2; delivery++)
        {
            using var scope = Service<IServiceScopeFactory>().CreateScope();
            await ((ISignalHandler<T>)(object)scope.ServiceProvider.GetRequiredService<AlertTransitions>()).HandleAsync(context, Cancellation);
        }
    }

    /// <summary>Runs the handler of a timer that was set.</summary>
    public async Task<int> FireTimersAsync<T>(string kind)
        where T : class, ITimerHandler
    {
        var claims = await Service<IDocumentStore>().ClaimDueAsync(kind, "test", TimeSpan.FromMinutes(1), 100, Cancellation);
        foreach (var claim in claims)
        {
            var outcome = await ActivatorUtilities.CreateInstance<T>(Service<IServiceProvider>()).HandleAsync(new TimerContext { Claim = claim }, Cancellation);
            var commit = outcome.Commit ?? new DocumentCommit { Partition = claim.Partition };
            commit = commit with { CompletedTimers = [claim] };
            commit = outcome.NextDueAt is { } next ? commit with { Timers = [new TimerSchedule { Timer = claim.Timer, DueAt = next }] } : commit;
            Assert.Equal(CommitOutcome.Committed, (await Service<IDocumentStore>().CommitAsync(commit, Cancellation)).Outcome);
        }

        return claims.Length;
    }

    public async Task<ImmutableArray<ErrorAlertFired>> FiredAsync() => await SignalsAsync(AlertSignals.Fired);

    public async Task<ImmutableArray<ErrorAlertEnded>> EndedAsync() => await SignalsAsync(AlertSignals.Ended);

    public async Task<ImmutableArray<ErrorAlertsHeld>> HeldAsync() => await SignalsAsync(AlertSignals.Held);

    public async Task<ImmutableArray<AlertFiring>> HistoryAsync(EntityId rule) =>
        (await Rules.ListFiringsAsync(Actor.System, Project, rule, 100, cancellationToken: Cancellation)).Value!.Items;

    public async Task<AlertTestResult> TestAsync(AlertRuleSettings settings, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var result = await Rules.TestAsync(Actor.System, Project, new AlertTest { Settings = settings, From = from, To = to }, Cancellation);
        Assert.True(result.Outcome == CommandOutcome.Done, result.Reason);
        return result.Value!;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<ImmutableArray<T>> SignalsAsync<T>(SignalType<T> type)
        where T : class, ISignal
    {
        var signals = ImmutableArray.CreateBuilder<T>();
        var after = 0L;
        while (await Service<IDocumentStore>().ReadSignalsAsync(after, 1000, Cancellation) is { IsEmpty: false } page)
        {
            signals.AddRange(page.Where(signal => signal.Signal.Type == type.Name).Select(signal => type.Deserialize(signal.Signal.Body)));
            after = page[^1].Position;
        }

        return signals.ToImmutable();
    }

    private GroupedEvent Event(string issue) => Grouped.Event() with
    {
        ProjectId = Project,
        EventId = new EventId(NewId().Value),
        Timestamp = Now,
        ReceivedAt = Now,
        Hashes = [Grouped.Hash(issue)],
        Title = issue,
        Payload = default,
    };

    private async Task<IssueRow?> FindAsync(string issue) => await Store.FindIssueByHashAsync(Project, Grouped.Hash(issue), Cancellation);

    private async Task DeliverAsync(IssueRow? before, GroupedEvent item, EventAppendResult result)
    {
        var after = (await Store.GetIssueAsync(result.IssueId, Cancellation))!;
        if (result.Outcome == EventAppendOutcome.NewIssue && _openIssues.Add(item.Title + result.IssueId))
        {
            await HandleAsync(new ErrorIssueOpened
            {
                ProjectId = Project,
                IssueId = result.IssueId,
                Title = item.Title,
                Level = item.Level,
                Status = IssueStatus.Unresolved,
                Service = item.Service,
                Environment = item.Environment,
                Release = item.Release,
                EventId = item.EventId,
            });
        }
        else if (before is not null && result.Outcome == EventAppendOutcome.Escalated)
        {
            await HandleAsync(Told(new ErrorIssueEscalated { ProjectId = Project, IssueId = result.IssueId, Title = item.Title, Level = item.Level, Status = after.State.Status, EventId = item.EventId, StateBefore = before.State, StateAfter = after.State }, item));
        }
        else if (before is { State.Status: IssueStatus.Resolved } && after.State.Status == IssueStatus.Unresolved)
        {
            await HandleAsync(Told(new ErrorIssueRegressed { ProjectId = Project, IssueId = result.IssueId, Title = item.Title, Level = item.Level, Status = after.State.Status, EventId = item.EventId, StateBefore = before.State, StateAfter = after.State }, item));
        }
        else if (before is { State.Status: IssueStatus.Ignored } && after.State.Cause == IssueStateCause.Escalation)
        {
            await HandleAsync(Told(new ErrorIssueEscalated { ProjectId = Project, IssueId = result.IssueId, Title = item.Title, Level = item.Level, Status = after.State.Status, EventId = item.EventId, StateBefore = before.State, StateAfter = after.State }, item));
        }
        else if (before is { State.Status: IssueStatus.Ignored } && after.State.Status == IssueStatus.Unresolved)
        {
            await HandleAsync(Told(new ErrorIssueUnignored { ProjectId = Project, IssueId = result.IssueId, Title = item.Title, Level = item.Level, Status = after.State.Status, EventId = item.EventId, StateBefore = before.State, StateAfter = after.State }, item));
        }
    }

    private static T Told<T>(T signal, GroupedEvent item)
        where T : ErrorIssueSignal => signal with { Service = item.Service, Environment = item.Environment, Release = item.Release };

    private ErrorIssueChanged Changed(IssueRow issue, IssueTransitionKind change) => new()
    {
        ProjectId = Project,
        IssueId = issue.Id,
        Title = issue.Title,
        Level = issue.Level,
        Status = issue.State.Status,
        Change = change,
        ActorId = "somebody",
    };

    private EntityId NewId() => new(new Guid(++_ids, 1, 7, [1, 2, 3, 4, 5, 6, 7, 8]));
}
