using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.ErrorTracking.Tracing;
using Monitoring.ErrorTracking.Tracing.Linking;

namespace Monitoring.ErrorTracking.Tests.Tracing;

/// <summary>Transactions and spans from the envelope into figures and back out. The clock stands at 12:00.</summary>
public sealed class TransactionIntakeTests
{
    private const string Trace = "400cf3f1f42d4facb88e733269b40a67";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_transaction_becomes_figures_of_its_name_and_of_its_spans()
    {
        await using var host = await IntakeHost.StartAsync();

        foreach (var milliseconds in (int[])[100, 100, 1000, 5000])
        {
            Assert.Equal(IngestStatus.Accepted, (await host.SendAsync(Transaction(milliseconds))).Status);
        }

        var summary = Assert.Single(await ListAsync(host));
        Assert.Equal(("/orders/*", "http.server", 4L, 0L, 1L), (summary.Name, summary.Operation, summary.Count, summary.Errors, summary.Users));

        // T is 300 ms: two satisfied, one tolerating, one frustrated.
        Assert.Equal((2 + 0.5) / 4, summary.Apdex, 9);
        Assert.Equal((5000.0, 1550.0), (summary.Duration.Max, summary.Duration.Mean));
        Assert.InRange(summary.Duration.P50, 99, 101);
        var span = Assert.Single((await Transactions(host).ListSpansAsync(Actor.System, host.Project, Search(), TestContext.Current.CancellationToken)).Value!.Items);
        Assert.Equal(("db", "SELECT * FROM orders WHERE id = ?", 8L, 4L, 0.5), (span.Operation, span.Description, span.Count, span.Errors, span.ErrorRate));
        var outcomes = await host.OutcomesAsync();
        Assert.Equal((4, 8), (outcomes["transaction accepted"], outcomes["span accepted"]));
    }

    [Fact]
    public async Task A_transaction_that_is_sent_again_counts_once()
    {
        await using var host = await IntakeHost.StartAsync();
        var envelope = Transaction(100);

        await host.SendAsync(envelope);
        var again = await host.SendAsync(envelope);

        Assert.Equal(IngestStatus.Accepted, again.Status);
        Assert.Equal(1, Assert.Single(await ListAsync(host)).Count);
        var outcomes = await host.OutcomesAsync();
        Assert.Equal((1, 1, 2), (outcomes["transaction accepted"], outcomes["transaction invalid duplicate"], outcomes["span invalid duplicate"]));
    }

    [Fact]
    public async Task A_malformed_transaction_is_refused_with_its_field()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(Transaction(-1));

        Assert.Equal(IngestStatus.Invalid, outcome.Status);
        Assert.StartsWith("timestamp:", Assert.Single(outcome.Causes), StringComparison.Ordinal);
        Assert.Equal(1, (await host.OutcomesAsync())["transaction invalid invalid_transaction"]);
    }

    [Fact]
    public async Task An_event_that_is_a_transaction_is_taken_as_one()
    {
        await using var host = await IntakeHost.StartAsync();

        await host.SendAsync(Transaction(100, item: "event"));
        await host.SendAsync(Transaction(100, item: "event").Split('\n')[2], IngestEndpoint.Store);

        Assert.Equal(2, (await host.OutcomesAsync())["transaction accepted"]);
        Assert.Empty((await host.IssuesAsync()).Items);
    }

    [Fact]
    public async Task A_segment_in_a_container_is_a_transaction_and_the_rest_are_spans()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(Container(3, $$"""
            {{Span("SELECT * FROM orders WHERE id = 1", "db", false)}},{{Span("SELECT * FROM orders WHERE id = 2", "db", false)}},{{Span("GET /orders/:id", "http.server", true)}}
            """.Trim()));

        Assert.Equal(IngestStatus.Accepted, outcome.Status);
        var summary = Assert.Single(await ListAsync(host));
        Assert.Equal(("GET /orders/:id", 1L, 1L), (summary.Name, summary.Count, summary.Errors));
        var outcomes = await host.OutcomesAsync();
        Assert.Equal((1, 2), (outcomes["transaction accepted"], outcomes["span accepted"]));
    }

    [Fact]
    public async Task A_container_that_does_not_hold_what_it_says_is_refused()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(Container(2, Span("GET /", "http.server", true)));

        Assert.Equal(IngestStatus.Invalid, outcome.Status);
        Assert.Equal(1, (await host.OutcomesAsync())["span invalid invalid_span"]);
    }

    [Fact]
    public async Task A_broken_span_costs_itself_alone()
    {
        await using var host = await IntakeHost.StartAsync();

        await host.SendAsync(Container(3, $$"""{"name":"x"},7,{{Span("GET /", "http.server", true)}}"""));

        var outcomes = await host.OutcomesAsync();
        Assert.Equal((1, 2), (outcomes["transaction accepted"], outcomes["span invalid invalid_span"]));
    }

    [Fact]
    public async Task A_single_span_is_taken()
    {
        await using var host = await IntakeHost.StartAsync();

        await host.SendAsync("{}\n{\"type\":\"span\"}\n" + """
            {"span_id":"8165067ebc7bc367","trace_id":"400cf3f1f42d4facb88e733269b40a67","op":"ui.click","description":"button#pay","start_timestamp":1795348799.1,"timestamp":1795348799.2,
            """.Trim() + "\"sentry_tags\":{\"environment\":\"test\"}}");

        var span = Assert.Single((await Transactions(host).ListSpansAsync(
            Actor.System, host.Project, Search() with { Environment = "test" }, TestContext.Current.CancellationToken)).Value!.Items);
        Assert.Equal(("ui.click", "button#pay", 1L), (span.Operation, span.Description, span.Count));
    }

    [Fact]
    public async Task Secrets_in_names_and_descriptions_are_not_kept()
    {
        await using var host = await IntakeHost.StartAsync();
        const string Secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

        await host.SendAsync(Transaction(100, name: $"job {Secret}", source: "custom", description: $"call with {Secret}"));

        var transaction = Assert.Single(await ListAsync(host));
        var spans = (await Transactions(host).ListSpansAsync(Actor.System, host.Project, Search(), TestContext.Current.CancellationToken)).Value!.Items;
        Assert.StartsWith("job ", transaction.Name, StringComparison.Ordinal);
        Assert.DoesNotContain("ghp_", transaction.Name, StringComparison.Ordinal);
        Assert.All(spans, span => Assert.DoesNotContain("ghp_", span.Description, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_beyond_the_cap_are_counted_together()
    {
        await using var host = await IntakeHost.StartAsync();
        var spans = Enumerable.Range(0, 1_200).Select(number => Span($"job {Letters(number)}", "task", true));

        await host.SendAsync(Container(1_200, string.Join(',', spans)));

        var all = new List<TransactionSummary>();
        for (string? cursor = null; ;)
        {
            var page = (await Transactions(host).ListAsync(
                Actor.System, host.Project, Search() with { Limit = 100, Cursor = cursor }, TestContext.Current.CancellationToken)).Value!;
            all.AddRange(page.Items);
            cursor = page.Next;
            if (cursor is null)
            {
                break;
            }
        }

        Assert.Equal(1_200, all.Sum(summary => summary.Count));
        Assert.Equal(all.Count, all.Select(summary => summary.Name).Distinct().Count());
        Assert.Equal(("<< other >>", 700L), (all[0].Name, all[0].Count));
    }

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

    private static string Transaction(
        int milliseconds, string name = "/orders/1007", string source = "url", string status = "ok", string item = "transaction", int secondsAgo = 10,
        string description = "SELECT * FROM orders WHERE id = 7")
    {
        var end = Noon.AddSeconds(-secondsAgo);
        var id = Guid.CreateVersion7(end.AddMilliseconds(milliseconds)).ToString("N");
        var span = $$"""{"span_id":"8165067ebc7bc367","op":"db","description":"{{description}}","start_timestamp":{{Unix(end)}},"timestamp":{{Unix(end)}}""";
        return $"{{}}\n{{\"type\":\"{item}\"}}\n" + $$$"""
            {"type":"transaction","event_id":"{{{id}}}","transaction":"{{{name}}}","transaction_info":{"source":"{{{source}}}"},"environment":"test","user":{"id":"42"},
            """.Trim() + $$$"""
            "start_timestamp":{{{Unix(end.AddMilliseconds(-milliseconds))}}},"timestamp":{{{Unix(end)}}},"contexts":{"trace":{"trace_id":"{{{Trace}}}","span_id":"f0219a415e5412ff","op":"http.server","status":"{{{status}}}"}},
            """.Trim() + "\"spans\":[" + span + ",\"status\":\"ok\"}," + span + ",\"status\":\"aborted\"}]}";
    }

    private static string Container(int count, string items) =>
        "{}\n" + $$"""{"type":"span","item_count":{{count}},"content_type":"application/vnd.sentry.items.span.v2+json"}""" + "\n" + $$"""{"version":2,"items":[{{items}}]}""";

    private static string Span(string name, string operation, bool isSegment) => $$"""
        {"name":"{{name}}","span_id":"9ed304a85d151dbd","trace_id":"{{Trace}}","start_timestamp":{{Unix(Noon.AddSeconds(-2))}},"end_timestamp":{{Unix(Noon.AddSeconds(-1))}},
        """.Trim()
        + $"\"is_segment\":{(isSegment ? "true" : "false")},\"status\":\"{(isSegment ? "error" : "ok")}\","
        + $"\"attributes\":{{\"sentry.op\":{{\"value\":\"{operation}\",\"type\":\"string\"}}}}}}";

    private static string Unix(DateTimeOffset instant) => (instant.ToUnixTimeMilliseconds() / 1000m).ToString("F3", CultureInfo.InvariantCulture);

    private static string Letters(int number) => new([.. number.ToString("0000", CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + 'a'))]);

    private static ITransactions Transactions(IntakeHost host) => host.Service<ITransactions>();

    private static TransactionSearch Search() => new() { From = Noon.AddDays(-1), To = Noon };

    private static async Task<ImmutableArray<TransactionSummary>> ListAsync(IntakeHost host) =>
        (await Transactions(host).ListAsync(Actor.System, host.Project, Search(), TestContext.Current.CancellationToken)).Value!.Items;

    private static async Task<string[]> NamesAsync(IntakeHost host, TransactionSearch search) =>
        [.. (await Transactions(host).ListAsync(Actor.System, host.Project, search, TestContext.Current.CancellationToken)).Value!.Items.Select(summary => summary.Name)];

    private static async Task<TraceDetails> TraceAsync(IntakeHost host) =>
        (await Transactions(host).GetTraceAsync(Actor.System, host.Project, Trace, cancellationToken: TestContext.Current.CancellationToken)).Value!;
}
