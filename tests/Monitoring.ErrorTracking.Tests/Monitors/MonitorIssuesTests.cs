using Microsoft.Extensions.DependencyInjection;
using Monitoring.ErrorTracking.Monitors.Intake;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Monitors;

public sealed class MonitorIssuesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly EntityId Monitor = Id(1);

    [Fact]
    public async Task A_failure_is_an_issue_once_and_a_recovery_resolves_it()
    {
        await using var host = await IntakeHost.StartAsync();
        var issues = Handler(host);

        await issues.HandleAsync(Context(Failed(host, Id(2))), TestContext.Current.CancellationToken);
        await issues.HandleAsync(Context(Failed(host, Id(2))), TestContext.Current.CancellationToken);

        var issue = Assert.Single((await host.IssuesAsync()).Items);
        Assert.Equal(("Cron failure: nightly", "other", ErrorLevel.Error, 1L), (issue.Row.Title, issue.Row.Platform, issue.Row.Level, issue.Row.Count));
        var details = await host.EventAsync(new EventId(Id(2).Value));
        Assert.Contains("missed: it did not begin in time", System.Text.Encoding.UTF8.GetString(details.Normalized.Span), StringComparison.Ordinal);

        await issues.HandleAsync(Context(Recovered(host, Id(2))), TestContext.Current.CancellationToken);
        Assert.Equal(IssueStatus.Resolved, (await host.Store.GetIssueAsync(issue.Row.Id, TestContext.Current.CancellationToken))!.State.Status);

        await issues.HandleAsync(Context(Failed(host, Id(3))), TestContext.Current.CancellationToken);
        var again = await host.Store.GetIssueAsync(issue.Row.Id, TestContext.Current.CancellationToken);
        Assert.Equal((IssueStatus.Unresolved, IssueSubstatus.Regressed, 2L), (again!.State.Status, again.State.Substatus, again.Count));
    }

    [Fact]
    public async Task Each_environment_has_an_issue_of_its_own_and_a_recovery_of_nothing_changes_nothing()
    {
        await using var host = await IntakeHost.StartAsync();
        var issues = Handler(host);

        await issues.HandleAsync(Context(Failed(host, Id(2))), TestContext.Current.CancellationToken);
        await issues.HandleAsync(Context(Failed(host, Id(3)) with { Environment = "staging" }), TestContext.Current.CancellationToken);
        await issues.HandleAsync(Context(Recovered(host, Id(4))), TestContext.Current.CancellationToken);

        Assert.Equal([IssueStatus.Unresolved, IssueStatus.Unresolved], (await host.IssuesAsync()).Items.Select(issue => issue.Row.State.Status));
    }

    private static MonitorIssues Handler(IntakeHost host) => ActivatorUtilities.CreateInstance<MonitorIssues>(host.Service<IServiceProvider>());

    private static SignalContext<T> Context<T>(T signal)
        where T : class, ISignal => new() { Signal = signal, Id = Id(9), OccurredAt = At, Attempt = 1 };

    private static MonitorFailed Failed(IntakeHost host, EntityId incident) => new()
    {
        ProjectId = host.Project,
        MonitorId = Monitor,
        Slug = "nightly",
        Name = "Nightly report",
        Environment = "production",
        IncidentId = incident,
        CheckInId = Id(8).Value,
        InARow = 1,
        Failure = MonitorFailure.Missed,
        StartedAt = At,
    };

    private static MonitorRecovered Recovered(IntakeHost host, EntityId incident) => new()
    {
        ProjectId = host.Project,
        MonitorId = Monitor,
        Slug = "nightly",
        Name = "Nightly report",
        Environment = "production",
        IncidentId = incident,
        CheckInId = Id(8).Value,
        InARow = 1,
    };

    private static EntityId Id(int number) => new(new Guid(number, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 1]));
}
