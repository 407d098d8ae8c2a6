using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Retention;
using Monitoring.ErrorTracking.Retention.Storing;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Retention;

/// <summary>Payloads that have more bytes than they may thin out, and it is told how many.</summary>
public sealed class PayloadRetentionTests
{
    private const int Events = 40;
    private static readonly string Filler = new('x', 60_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Payloads_of_a_project_go_by_its_bound_and_the_last_run_says_so()
    {
        await using var host = await FillAsync();
        Assert.Equal(CommandOutcome.NotFound, (await host.Service<IRetention>().GetLastRunAsync(Actor.System, host.Project, Cancellation)).Outcome);
        await SetAsync(host, new RetentionSettings { PayloadBytes = 1024 * 1024 });

        await host.Service<RetentionRunner>().RunAsync(Cancellation);

        var kept = await KeptAsync(host);
        Assert.InRange(kept.Count, 12, 20);
        Assert.Equal((true, true), (kept[0].IsNewest, kept[^1].IsFirst));
        Assert.Equal(Events, Assert.Single((await host.IssuesAsync()).Items).Row.Count);
        var run = (await host.Service<IRetention>().GetLastRunAsync(Actor.System, host.Project, Cancellation)).Value!;
        Assert.Equal((0, 0, Events - kept.Count, Events - kept.Count), (run.Events, run.Issues, run.Payloads, run.PayloadsEver));
        Assert.InRange(run.PayloadBytes, (Events - kept.Count) * 60_000L, (Events - kept.Count) * 62_000L);

        // The next one finds nothing to do, and remembers what went.
        var again = (await host.Service<IRetention>().ApplyAsync(Actor.System, host.Project, Cancellation)).Value!;
        Assert.Equal(0, again.Payloads);
        var last = (await host.Service<IRetention>().GetLastRunAsync(Actor.System, host.Project, Cancellation)).Value!;
        Assert.Equal((0, run.Payloads, run.PayloadBytes), (last.Payloads, last.PayloadsEver, last.PayloadBytesEver));
    }

    [Fact]
    public async Task The_bound_of_the_host_holds_for_a_project_without_one()
    {
        await using var host = await FillAsync(options => options.PayloadBytes = 1024 * 1024);

        await host.Service<RetentionRunner>().RunAsync(Cancellation);

        Assert.InRange((await KeptAsync(host)).Count, 12, 20);
    }

    [Fact]
    public async Task Without_a_bound_all_is_kept()
    {
        await using var host = await FillAsync(options => options.PayloadBytes = null);

        await host.Service<RetentionRunner>().RunAsync(Cancellation);

        Assert.Equal(Events, (await KeptAsync(host)).Count);
    }

    private static async Task<IntakeHost> FillAsync(Action<ErrorTrackingOptions>? configure = null)
    {
        var host = await IntakeHost.StartAsync(configure: configure);
        for (var i = 0; i < Events; i++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            var envelope = $"{{\"event_id\":\"{i:d32}\"}}\n{{\"type\":\"event\"}}\n{{\"message\":\"same\",\"extra\":{{\"number\":{i},\"filler\":\"{Filler}\"}}}}\n";
            Assert.NotEmpty((await host.SendAsync(envelope.Replace($"{i:d32}", $"1{i:d31}", StringComparison.Ordinal))).Events);
        }

        return host;
    }

    private static async Task<List<(bool IsFirst, bool IsNewest)>> KeptAsync(IntakeHost host)
    {
        var issue = Assert.Single((await host.IssuesAsync()).Items).Row.Id;
        var kept = (await host.Store.ListEventsAsync(new EventQuery { IssueId = issue, OnlyKept = true, Limit = 100 }, Cancellation)).Items;
        return [.. kept.Select(stored => stored.Event.EventId.ToString()).Select(id => (id == $"1{0:d31}", id == $"1{Events - 1:d31}"))];
    }

    private static async Task SetAsync(IntakeHost host, RetentionSettings settings) =>
        Assert.Equal(CommandOutcome.Done, (await host.Service<IRetention>().ReplaceAsync(Actor.System, host.Project, settings, cancellationToken: Cancellation)).Outcome);
}
