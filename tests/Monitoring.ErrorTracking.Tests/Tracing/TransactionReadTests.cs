using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.ErrorTracking.Tracing;
using Monitoring.ErrorTracking.Tracing.Linking;

namespace Monitoring.ErrorTracking.Tests.Tracing;

/// <summary>Figures of transactions and spans as they are read. The clock stands at 12:00.</summary>
public sealed class TransactionReadTests : TransactionTest
{
    [Fact]
    public async Task Errors_and_slow_transactions_of_a_trace_are_found_by_it()
    {
        await using var host = await IntakeHost.StartAsync();
        var stored = await host.SendAsync("{}\n{\"type\":\"event\"}\n" + """
            {"message":"no such order","transaction":"/orders/1007","contexts":{"trace":{"trace_id":"TRACE","span_id":"f0219a415e5412ff"}}}
            """.Replace("TRACE", Trace, StringComparison.Ordinal).Trim());
        await host.SendAsync(Transaction(700, status: "not_found"));

        var before = await TraceAsync(host);
        await host.Service<TraceLinkWriter>().FlushAsync(TestContext.Current.CancellationToken);
        await host.Service<TraceLinkWriter>().FlushAsync(TestContext.Current.CancellationToken);
        var after = await TraceAsync(host);

        var error = Assert.Single(stored.Events);
        foreach (var trace in (TraceDetails[])[before, after])
        {
            Assert.Equal((error.EventId, error.IssueId), (Assert.Single(trace.Errors).EventId, trace.Errors[0].IssueId));
            var transaction = Assert.Single(trace.Transactions);
            Assert.Equal(("/orders/*", 700.0, true), (transaction.Name, transaction.Sample.Milliseconds, transaction.Sample.HasFailed));
        }

        Assert.Empty(host.Service<TraceLinks>().Waiting);
        var found = (await Transactions(host).FindByEventAsync(Actor.System, host.Project, error.EventId, TestContext.Current.CancellationToken)).Value!;
        Assert.Equal((Trace, 1L), (found.TraceId, found.Transaction!.Summary.Errors));
    }

    [Fact]
    public async Task A_transaction_is_shown_with_its_course_and_its_slowest()
    {
        await using var host = await IntakeHost.StartAsync();
        for (var i = 1; i <= 12; i++)
        {
            await host.SendAsync(Transaction(i * 100, secondsAgo: i <= 6 ? 10 : 4000));
        }

        var details = (await Transactions(host).GetAsync(
            Actor.System, host.Project, new TransactionName { Name = "/orders/*", From = Noon.AddDays(-1), To = Noon }, TestContext.Current.CancellationToken)).Value!;

        Assert.Equal((12L, TimeSpan.FromHours(1)), (details.Summary.Count, details.Interval));
        Assert.Equal([(Noon.AddHours(-2), 6L), (Noon.AddHours(-1), 6L)], details.Series.Select(point => (point.Start, point.Count)));
        Assert.Equal(Enumerable.Range(3, 10).Reverse().Select(i => i * 100.0), details.Samples.Select(sample => Math.Round(sample.Milliseconds)));
    }

    [Fact]
    public async Task The_threshold_of_apdex_is_a_setting_of_the_project_and_holds_for_the_past()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SendAsync(Transaction(1000));

        var settings = new TracingSettings { ApdexThreshold = TimeSpan.FromSeconds(2) };
        var set = await Transactions(host).ReplaceSettingsAsync(Actor.System, host.Project, settings, 0, TestContext.Current.CancellationToken);
        var stale = await Transactions(host).ReplaceSettingsAsync(Actor.System, host.Project, settings, 0, TestContext.Current.CancellationToken);
        var wrong = await Transactions(host).ReplaceSettingsAsync(
            Actor.System, host.Project, new TracingSettings { ApdexThreshold = TimeSpan.Zero }, null, TestContext.Current.CancellationToken);

        Assert.Equal((CommandOutcome.Done, CommandOutcome.Conflict, CommandOutcome.Invalid), (set.Outcome, stale.Outcome, wrong.Outcome));
        Assert.Equal(1, Assert.Single(await ListAsync(host)).Apdex);
        await host.AwaitAuditAsync(entries => entries.Any(entry => entry.Action == "tracing.changed"));
    }

    [Fact]
    public async Task Lists_are_searched_ordered_and_paged()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SendAsync(Transaction(100, name: "GET /a", source: "route"));
        await host.SendAsync(Transaction(5000, name: "GET /b", source: "route", status: "internal_error"));
        await host.SendAsync(Transaction(400, name: "POST /b", source: "route"));
        await host.SendAsync(Transaction(401, name: "POST /b", source: "route"));

        Assert.Equal(["POST /b", "GET /a", "GET /b"], await NamesAsync(host, Search()));
        Assert.Equal(["GET /b", "POST /b", "GET /a"], await NamesAsync(host, Search() with { Sort = TransactionSort.P95 }));
        Assert.Equal(["GET /b", "POST /b", "GET /a"], await NamesAsync(host, Search() with { Sort = TransactionSort.Apdex }));
        Assert.Equal("GET /b", (await NamesAsync(host, Search() with { Sort = TransactionSort.Errors }))[0]);
        Assert.Equal(["POST /b", "GET /b"], await NamesAsync(host, Search() with { Query = "/B op:http*" }));
        Assert.Empty(await NamesAsync(host, Search() with { Query = "op:task" }));
        Assert.Empty(await NamesAsync(host, Search() with { Environment = "elsewhere" }));
        var first = (await Transactions(host).ListAsync(Actor.System, host.Project, Search() with { Limit = 2 }, TestContext.Current.CancellationToken)).Value!;
        Assert.Equal(["GET /b"], await NamesAsync(host, Search() with { Limit = 2, Cursor = first.Next }));
        var foreign = await Transactions(host).ListAsync(Actor.System, host.Project, Search() with { Cursor = "x" }, TestContext.Current.CancellationToken);
        Assert.Equal(CommandOutcome.Invalid, foreign.Outcome);
    }

    /// <summary>A transaction that came as a span has no id of an event, and none of these has a release.</summary>
    [Fact]
    public async Task Links_of_a_segment_are_written_and_read_again()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SendAsync(Container(1, Span("GET /orders/:id", "http.server", isSegment: true)));

        await host.Service<TraceLinkWriter>().FlushAsync(TestContext.Current.CancellationToken);

        Assert.Empty(host.Service<TraceLinks>().Waiting);
        var sample = Assert.Single((await TraceAsync(host)).Transactions).Sample;
        Assert.Equal((Trace, null, null), (sample.TraceId, sample.EventId, sample.Release));
    }

    [Fact]
    public async Task A_stranger_finds_nothing()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SendAsync(Transaction(100));
        var stranger = new Actor { Kind = ActorKind.User, Id = "stranger" };

        Assert.Equal(CommandOutcome.NotFound, (await Transactions(host).ListAsync(stranger, host.Project, Search(), TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Transactions(host).GetTraceAsync(stranger, host.Project, Trace, cancellationToken: TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Transactions(host).GetSettingsAsync(stranger, host.Project, TestContext.Current.CancellationToken)).Outcome);
    }
}
