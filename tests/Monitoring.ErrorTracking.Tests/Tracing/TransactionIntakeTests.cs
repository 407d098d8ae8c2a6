using Monitoring.Access;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.ErrorTracking.Tests.Tracing;

/// <summary>Transactions and spans from the envelope into figures. The clock stands at 12:00.</summary>
public sealed class TransactionIntakeTests : TransactionTest
{
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
}
