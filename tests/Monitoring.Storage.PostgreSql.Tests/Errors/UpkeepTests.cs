using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.Storage.Transfer;
using Monitoring.TestData;

namespace Monitoring.Storage.PostgreSql.Tests.Errors;

/// <summary>Partitions of days come and go.</summary>
public sealed class UpkeepTests(PostgresServer server)
{
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 10, 20, 30, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_goes_when_no_project_keeps_it_and_pinned_events_stay()
    {
        await using var schema = new SharedSchema(server);
        using var store = new PostgreSqlErrorStore(schema.Open(time: _time));
        var issue = (await store.AppendAsync([Event(1, 1), Event(1, 2), Event(2, 3)], Cancellation))[0].IssueId;
        await store.UpdateIssueAsync(new IssueUpdate { IssueId = issue, Change = new IssueChange.Pin { EventId = Id(1) }, ActorId = "someone", At = Start }, Cancellation);
        _time.Advance(TimeSpan.FromDays(10));

        await RetainAsync(store, 1);
        await store.Upkeep.RunAsync(Cancellation);

        Assert.Equal(1, await PartitionsAsync(schema, "event_20310304"));
        Assert.NotNull(await store.GetEventAsync(new ProjectId(2), Id(3), Cancellation));
        Assert.Null(await store.GetEventAsync(new ProjectId(1), Id(2), Cancellation));

        await RetainAsync(store, 2);
        await store.Upkeep.RunAsync(Cancellation);

        Assert.Equal(0, await PartitionsAsync(schema, "event_20310304"));
        Assert.Equal(0, await PartitionsAsync(schema, "segment_20310304"));
        Assert.Equal(0, await PartitionsAsync(schema, "seen_20310304"));
        Assert.Equal(1, await PartitionsAsync(schema, "event_20310315"));
        Assert.Equal(3, (await store.GetEventAsync(new ProjectId(1), Id(1), Cancellation))!.Event.Payload.Length);
        Assert.Equal(2, (await store.GetIssueAsync(issue, Cancellation))!.Count);
    }

    [Fact]
    public async Task Days_far_away_have_no_partition_and_go_all_the_same()
    {
        await using var schema = new SharedSchema(server);
        using var store = new PostgreSqlErrorStore(schema.Open(time: _time));
        await store.AppendAsync([Event(1, 1) with { ReceivedAt = Start.AddYears(-3) }, Event(1, 2) with { ReceivedAt = Start.AddYears(3) }, Event(1, 3)], Cancellation);

        var found = await store.SearchEventsAsync(new EventSearch { ProjectId = new ProjectId(1), From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue }, Cancellation);

        Assert.Equal([Id(2), Id(3), Id(1)], found.Items.Select(item => item.Event.EventId));
        Assert.Equal(2, await schema.AskAsync("select count(*) from event_other"));
        await RetainAsync(store, 1);
        await store.Upkeep.RunAsync(Cancellation);
        Assert.Equal(1, await schema.AskAsync("select count(*) from event_other"));
        Assert.Equal(1, await schema.AskAsync("select count(*) from segment_other"));
    }

    [Fact]
    public async Task An_export_that_is_being_read_keeps_what_it_shows_and_lets_nobody_wait()
    {
        await using var schema = new SharedSchema(server);
        using var store = new PostgreSqlErrorStore(schema.Open(time: _time));
        await store.AppendAsync([Event(1, 1), Event(2, 2)], Cancellation);
        await using (var export = await ((IStoreTransfer<ErrorStoreRecord>)store).BeginExportAsync(Cancellation))
        {
            Assert.Equal(2, (await export.ReadAsync(null, Cancellation)).Items.OfType<ErrorStoreRecord.Event>().Count());

            // A day that has no partition yet, and one whose partition may go.
            await store.AppendAsync([Event(1, 3) with { ReceivedAt = Start.AddDays(-30) }], Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
            Assert.Equal(1, await PartitionsAsync(schema, "event_20310202"));
            _time.Advance(TimeSpan.FromDays(10));
            await RetainAsync(store, 1);
            await RetainAsync(store, 2);
            await store.Upkeep.RunAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

            Assert.Equal(1, await PartitionsAsync(schema, "event_20310304"));
            Assert.Equal(2, (await export.ReadAsync(null, Cancellation)).Items.OfType<ErrorStoreRecord.Event>().Count());
        }

        await store.Upkeep.RunAsync(Cancellation);
        Assert.Equal(0, await PartitionsAsync(schema, "event_20310304"));
    }

    private static ValueTask<long> PartitionsAsync(SharedSchema schema, string name) =>
        new(schema.AskAsync($"select count(*) from pg_catalog.pg_tables where schemaname = '{schema.Schema}' and tablename = '{name}'"));

    private async Task RetainAsync(PostgreSqlErrorStore store, long project) =>
        await store.ApplyRetentionAsync(new RetentionRule { ProjectId = new ProjectId(project), EventsBefore = _time.GetUtcNow().AddDays(-1), At = _time.GetUtcNow() }, Cancellation);

    private static EventId Id(int number) => new(new Guid(number, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]));

    private static GroupedEvent Event(long project, int number) => new()
    {
        ProjectId = new ProjectId(project),
        EventId = Id(number),
        Timestamp = Start,
        ReceivedAt = Start,
        Hashes = [GroupingHash.FromBytes(new byte[16])],
        Title = "TimeoutError: no answer",
        Type = "error",
        Level = ErrorLevel.Error,
        Platform = "python",
        Payload = new byte[] { 1, 2, 3 },
    };
}
