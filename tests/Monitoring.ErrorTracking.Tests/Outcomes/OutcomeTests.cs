using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Outcomes;

public sealed class OutcomeTests
{
    [Fact]
    public async Task Counts_are_seen_before_and_after_they_are_written()
    {
        await using var host = await IntakeHost.StartAsync();
        Count(host, 3);

        Assert.Equal(3, (await host.OutcomesAsync())["error accepted"]);
        await FlushAsync(host);
        Assert.Equal(3, (await host.OutcomesAsync())["error accepted"]);
        Count(host, 2);
        Assert.Equal(5, (await host.OutcomesAsync())["error accepted"]);
        await FlushAsync(host);
        await FlushAsync(host);
        Assert.Equal(5, (await host.OutcomesAsync())["error accepted"]);
        Assert.Single(await DocumentsAsync(host));
    }

    [Fact]
    public async Task Several_hosts_add_up_in_one_store()
    {
        await using var host = await IntakeHost.StartAsync();
        var other = new OutcomeCounters(host.Time, host.Service<ErrorTrackingMetrics>());
        var otherWriter = new OutcomeWriter(
            other, host.Service<IDocumentStore>(), Options.Create(new ErrorTrackingOptions()), host.Time, NullLogger<OutcomeWriter>.Instance);
        Count(host, 3);
        await FlushAsync(host);
        other.Add(host.Project, "error", OutcomeKind.Accepted, "", 4);
        await otherWriter.FlushAsync(TestContext.Current.CancellationToken);
        Count(host, 1);
        await FlushAsync(host);

        Assert.Equal(8, (await host.OutcomesAsync())["error accepted"]);
    }

    [Fact]
    public async Task Hours_are_apart_and_an_hour_that_is_over_leaves_memory()
    {
        await using var host = await IntakeHost.StartAsync();
        Count(host, 1);
        host.Time.Advance(TimeSpan.FromMinutes(30));
        Count(host, 1);
        host.Time.Advance(TimeSpan.FromMinutes(40));
        Count(host, 5);
        await FlushAsync(host);

        Assert.Single(host.Service<OutcomeCounters>().Hours);
        var counts = (await QueryAsync(host, new OutcomeQuery { From = host.Time.GetUtcNow().AddHours(-2), To = host.Time.GetUtcNow() })).Value!.Items;
        Assert.Equal([("12:00", 2), ("13:00", 5)], counts.Select(count => (count.Bucket.ToString("HH:mm", CultureInfo.InvariantCulture), count.Count)));
    }

    [Fact]
    public async Task Old_counts_are_removed()
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.OutcomeRetention = TimeSpan.FromDays(2));
        for (var day = 0; day < 5; day++)
        {
            Count(host, 1);
            await FlushAsync(host);
            host.Time.Advance(TimeSpan.FromDays(1));
            await FlushAsync(host);
        }

        Assert.InRange((await DocumentsAsync(host)).Length, 1, 3);
    }

    [Fact]
    public async Task A_query_narrows_by_time_category_and_outcome()
    {
        await using var host = await IntakeHost.StartAsync();
        var counters = host.Service<OutcomeCounters>();
        counters.Add(host.Project, "error", OutcomeKind.Accepted);
        counters.Add(host.Project, "error", OutcomeKind.Invalid, "too_large");
        counters.Add(host.Project, "session", OutcomeKind.Accepted);
        counters.Add(new ProjectId(7), "error", OutcomeKind.Accepted);
        counters.Add(host.Project, "error", OutcomeKind.Accepted, quantity: 0);
        var now = host.Time.GetUtcNow();

        Assert.Equal(3, await SumAsync(host, new OutcomeQuery { From = now, To = now.AddHours(1) }));
        Assert.Equal(2, await SumAsync(host, new OutcomeQuery { From = now, To = now.AddHours(1), Category = "error" }));
        Assert.Equal(1, await SumAsync(host, new OutcomeQuery { From = now, To = now.AddHours(1), Category = "error", Outcome = OutcomeKind.Invalid }));
        Assert.Equal(0, await SumAsync(host, new OutcomeQuery { From = now.AddHours(1), To = now.AddHours(2) }));
    }

    [Fact]
    public async Task A_query_needs_a_reader_and_a_span_of_time()
    {
        await using var host = await IntakeHost.StartAsync();
        var now = host.Time.GetUtcNow();
        var stranger = new Actor { Kind = ActorKind.User, Id = "stranger" };

        Assert.Equal(CommandOutcome.NotFound, (await QueryAsync(host, new OutcomeQuery { From = now, To = now.AddHours(1) }, stranger)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await QueryAsync(host, new OutcomeQuery { From = now, To = now })).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await QueryAsync(host, new OutcomeQuery { From = now, To = now.AddDays(32) })).Outcome);
        Assert.Equal(CommandOutcome.Done, (await QueryAsync(host, new OutcomeQuery { From = now, To = now.AddDays(31) })).Outcome);
    }

    [Fact]
    public void Reasons_without_end_are_counted_as_other()
    {
        var hour = new HourOfOutcomes(new ProjectId(1), DateTimeOffset.UnixEpoch, EntityId.Create(TimeProvider.System));

        for (var i = 0; i < 5000; i++)
        {
            hour.Add(new OutcomeKey("error", OutcomeKind.Invalid, $"reason {i}"), 1);
        }

        var counts = hour.Snapshot(out _).Counts;
        Assert.InRange(counts.Length, 1000, 1010);
        Assert.Equal(5000, counts.Sum(count => count.Count));
    }

    [Fact]
    public void Counting_on_many_threads_loses_nothing()
    {
        using var metrics = new ErrorTrackingMetrics();
        var counters = new OutcomeCounters(TimeProvider.System, metrics);

        Parallel.For(0, 10_000, index => counters.Add(new ProjectId(1 + (index % 3)), "error", (OutcomeKind)(index % 4)));

        Assert.Equal(10_000, counters.Hours.Sum(hour => hour.Snapshot(out _).Counts.Sum(count => count.Count)));
    }

    [Theory]
    [InlineData(OutcomeKind.RateLimited, "rate_limited")]
    [InlineData(OutcomeKind.ClientDiscard, "client_discard")]
    public void Names_are_those_of_the_protocol(OutcomeKind kind, string name)
    {
        Assert.Equal(name, kind.Name());
        Assert.True(OutcomeKinds.TryParse(name, out var parsed));
        Assert.Equal(kind, parsed);
        Assert.False(OutcomeKinds.TryParse("RateLimited", out _));
    }

    private static void Count(IntakeHost host, int quantity) => host.Service<OutcomeCounters>().Add(host.Project, "error", OutcomeKind.Accepted, "", quantity);

    private static Task FlushAsync(IntakeHost host) => host.Service<OutcomeWriter>().FlushAsync(TestContext.Current.CancellationToken);

    private static ValueTask<CommandResult<Storage.Page<OutcomeCount>>> QueryAsync(IntakeHost host, OutcomeQuery query, Actor? actor = null) =>
        host.Service<IOutcomes>().QueryAsync(actor ?? Actor.System, host.Project, query, TestContext.Current.CancellationToken);

    private static async Task<long> SumAsync(IntakeHost host, OutcomeQuery query) => (await QueryAsync(host, query)).Value!.Items.Sum(count => count.Count);

    private static async Task<StoredDocument[]> DocumentsAsync(IntakeHost host) =>
    [
        .. (await host.Service<IDocumentStore>().QueryAsync(
            new DocumentQuery { Partition = Partition.Of(host.Project), Type = OutcomeDocuments.Type, Index = OutcomeDocuments.ByHour },
            TestContext.Current.CancellationToken)).Items,
    ];
}
