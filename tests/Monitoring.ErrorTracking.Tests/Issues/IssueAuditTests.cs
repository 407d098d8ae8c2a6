using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;
using Monitoring.Core.Signals;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Issues;

public sealed class IssueAuditTests
{
    [Fact]
    public async Task A_change_whose_caller_has_gone_is_audited_all_the_same()
    {
        using var caller = new CancellationTokenSource();
        await using var host = await IntakeHost.StartAsync(register: services => services.AddSingleton<ISignalHint>(new Departure(caller)));
        await host.SendAsync("""{"message":"one"}""", IngestEndpoint.Store);
        var id = Assert.Single((await host.IssuesAsync()).Items).Row.Id;

        await host.Issues.SetStatusAsync(Actor.System, id, new IssueStatusChange { Status = IssueStatus.Resolved }, cancellationToken: caller.Token);

        Assert.True(caller.IsCancellationRequested);
        await host.RunAsync();
        await host.AwaitAuditAsync(entries => entries.Any(entry => entry is { Action: "issue.status-changed", After: "resolved", ActorKind: ActorKind.System, Door: "host" }));
    }

    /// <summary>The caller goes away when the change is durable, and before anybody has heard of it.</summary>
    private sealed class Departure(CancellationTokenSource caller) : ISignalHint
    {
        private int _calls;

        public void Notify()
        {
            // The first signal is that of the new issue.
            if (++_calls == 2)
            {
                caller.Cancel();
            }
        }
    }
}
