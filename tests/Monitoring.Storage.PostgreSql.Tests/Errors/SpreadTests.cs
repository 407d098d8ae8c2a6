using System.Collections.Immutable;
using System.Security.Cryptography;
using FsCheck.Xunit;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.Storage.Transfer;
using Monitoring.TestData;

namespace Monitoring.Storage.PostgreSql.Tests.Errors;

/// <summary>Projects whose events are spread over several parts, while they are appended to and read.</summary>
public sealed class SpreadTests(PostgresServer server)
{
    private static readonly ProjectId Project = new(7);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_part_of_a_project_is_the_same_in_the_schema_as_in_hosts()
    {
        await using var schema = new SharedSchema(server);
        await schema.Open().OpenAsync(Cancellation);
        var random = new Random(20261130);
        long[] projects = [0, 1, 255, 256, long.MaxValue, .. Enumerable.Range(2, 500), .. Enumerable.Range(0, 500).Select(_ => random.NextInt64())];
        await using var connection = await schema.ConnectAsync();

        var homes = await connection.QueryAsync($"select {schema.Schema}.home(u) from unnest($1) with ordinality as u(u, n) order by n", [Parameter.Of(projects)], row => row.GetInt16(0), Cancellation);

        Assert.Equal(projects.Select(Parts.Of), homes);
    }

    [Property]
    public bool Events_lie_in_as_many_parts_as_said_from_the_projects_own_on(Guid id, short spread, int project)
    {
        var parts = (short)(1 + (Math.Abs((int)spread) % IPostgreSqlSpread.MaxParts));
        var owner = new ProjectId(1 + Math.Abs((long)project));
        var part = Parts.Of(owner, new EventId(id == default ? Guid.AllBitsSet : id), parts);
        return ((part - Parts.Of(owner) + Parts.Count) % Parts.Count) < parts && part is >= 0 and < Parts.Count;
    }

    [Fact]
    public async Task Raised_the_spread_stays_and_is_never_lowered()
    {
        await using var schema = new SharedSchema(server);
        var spreads = new ProjectSpreads(schema.Open());

        Assert.Equal(4, await spreads.RaiseAsync(Project, 4, Cancellation));
        Assert.Equal(4, await spreads.RaiseAsync(Project, 2, Cancellation));
        Assert.Equal(IPostgreSqlSpread.MaxParts, await spreads.RaiseAsync(Project, IPostgreSqlSpread.MaxParts, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await spreads.RaiseAsync(Project, 0, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await spreads.RaiseAsync(Project, IPostgreSqlSpread.MaxParts + 1, Cancellation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(IPostgreSqlSpread.MaxParts)]
    public async Task Counts_and_events_are_the_same_whatever_the_spread(int parts)
    {
        await using var schema = new SharedSchema(server, $"{nameof(Counts_and_events_are_the_same_whatever_the_spread)} {parts}");
        var opened = schema.Open();
        using var store = new PostgreSqlErrorStore(opened);
        await new ProjectSpreads(opened).RaiseAsync(Project, parts, Cancellation);
        var other = new ProjectId(8);
        var events = Enumerable.Range(0, 300).Select(i => Event(i, i % 3)).ToImmutableArray();
        foreach (var batch in events.Chunk(10))
        {
            await store.AppendAsync([.. batch, .. batch.Select(one => one with { ProjectId = other })], Cancellation);
            await store.AppendAsync([.. batch], Cancellation);
        }

        await AssertFoundAsync(store, events);
        Assert.InRange(await schema.AskAsync($"select count(distinct part) from event where project_id = {Project.Value}"), Math.Min(10, (parts + 1) / 2), parts);
        Assert.Equal(1, await schema.AskAsync($"select count(distinct part) from event where project_id = {other.Value}"));
        Assert.Equal(0, await schema.AskAsync("select count(*) from event e where not exists (select from segment g where g.part = e.part and g.segment_id = e.segment_id)"));
        await AssertMovedAsync(store, events);
        await AssertEvictedAsync(store, schema);
    }

    [Fact]
    public async Task Raised_while_hosts_append_the_same_events_each_counts_once_and_is_found()
    {
        await using var schema = new SharedSchema(server);
        PostgreSqlStore[] opened = [schema.Open(), schema.Open()];
        using var first = new PostgreSqlErrorStore(opened[0]);
        using var second = new PostgreSqlErrorStore(opened[1]);
        var events = Enumerable.Range(0, 600).Select(i => Event(i, i % 3)).ToImmutableArray();
        var raising = Task.Run(
            async () =>
            {
                for (var parts = 1; parts <= 32; parts *= 2)
                {
                    await new ProjectSpreads(opened[parts % 2]).RaiseAsync(Project, parts, Cancellation);
                    await Task.Delay(50, Cancellation);
                }
            },
            Cancellation);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(
            async () =>
            {
                var outcomes = new List<EventAppendResult>();
                foreach (var batch in events.OrderBy(one => (one.EventId.Value.GetHashCode() * 31) ^ (caller / 2)).Chunk(20))
                {
                    outcomes.AddRange(await (caller % 2 == 0 ? first : second).AppendAsync([.. batch], Cancellation));
                }

                return outcomes;
            },
            Cancellation)));
        await raising;

        Assert.Equal(events.Length, results.SelectMany(result => result).Count(result => result.Outcome != EventAppendOutcome.Duplicate));
        Assert.DoesNotContain(results.SelectMany(result => result), result => result.IssueId.IsDefault);
        await AssertFoundAsync(first, events);
        Assert.True(await schema.AskAsync("select count(distinct part) from event") > 4);
    }

    private static async Task AssertFoundAsync(PostgreSqlErrorStore store, ImmutableArray<GroupedEvent> events)
    {
        var issues = (await store.SearchIssuesAsync(new IssueQuery { ProjectId = Project }, Cancellation)).Items;
        Assert.Equal(events.Length, issues.Sum(issue => issue.Count));
        foreach (var one in events)
        {
            var found = await store.GetEventAsync(Project, one.EventId, Cancellation);
            Assert.Equal(one.Payload.ToArray(), found!.Event.Payload.ToArray());
        }

        var listed = new List<StoredEvent>();
        foreach (var issue in issues)
        {
            var before = listed.Count;
            for (string? cursor = null; ;)
            {
                var page = await store.ListEventsAsync(new EventQuery { IssueId = issue.Id, Limit = 37, Cursor = cursor }, Cancellation);
                listed.AddRange(page.Items);
                cursor = page.Next;
                if (cursor is null)
                {
                    break;
                }
            }

            var received = listed[before..].Select(one => one.Event.ReceivedAt).ToList();
            Assert.Equal(received.OrderDescending(), received);
        }

        Assert.Equal(events.Select(one => one.EventId).Order(), listed.Select(one => one.Event.EventId).Order());
        var searched = await store.SearchEventsAsync(
            new EventSearch { ProjectId = Project, From = events[0].ReceivedAt.AddDays(-1), To = events[0].ReceivedAt.AddDays(1), Limit = 100 }, Cancellation);
        Assert.Equal(events.Select(one => one.ReceivedAt).OrderDescending().Take(100), searched.Items.Select(one => one.Event.ReceivedAt));
    }

    /// <summary>An export has all events with their payloads, and knows of no id that has none.</summary>
    private static async Task AssertMovedAsync(PostgreSqlErrorStore store, ImmutableArray<GroupedEvent> events)
    {
        var exported = new List<ErrorStoreRecord>();
        await using var export = await store.BeginExportAsync(Cancellation);
        for (string? cursor = null; exported.Count == 0 || cursor is not null;)
        {
            var page = await export.ReadAsync(cursor, Cancellation);
            exported.AddRange(page.Items);
            cursor = page.Next;
        }

        var kept = exported.OfType<ErrorStoreRecord.Event>().Where(one => one.Kept.ProjectId == Project).ToList();
        Assert.Equal(events.Select(one => one.EventId).Order(), kept.Select(one => one.Kept.EventId).Order());
        Assert.All(kept, one => Assert.Equal(10, one.Kept.Payload.Length));
        Assert.Empty(exported.OfType<ErrorStoreRecord.KnownEvent>());
    }

    /// <summary>Eviction finds the payloads of all parts, and retention the events.</summary>
    private static async Task AssertEvictedAsync(PostgreSqlErrorStore store, SharedSchema schema)
    {
        var now = TimeProvider.System.GetUtcNow();
        var evicted = await store.ApplyRetentionAsync(new RetentionRule { ProjectId = Project, At = now, EventsBefore = now.AddDays(-2), PayloadBytes = 1_000 }, Cancellation);
        Assert.Equal((213, 2_130), (evicted.Payloads, evicted.PayloadBytes));
        Assert.Equal(870, await schema.AskAsync($"select sum(payload_bytes)::bigint from segment where project_id = {Project.Value}"));
        Assert.Equal(87, await schema.AskAsync($"select count(*) from event where project_id = {Project.Value} and payload_bytes > 0"));

        await store.Upkeep.RunAsync(Cancellation);
        Assert.Equal(300, await schema.AskAsync($"select count(*) from event where project_id = {Project.Value}"));
        var gone = await store.ApplyRetentionAsync(new RetentionRule { ProjectId = Project, At = now, EventsBefore = now.AddDays(2) }, Cancellation);
        Assert.Equal(300, gone.Events);
    }

    private static GroupedEvent Event(int number, int hash) => new()
    {
        ProjectId = Project,
        EventId = EventId.FromBytes(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, EventId.ByteLength)),
        Timestamp = TimeProvider.System.GetUtcNow(),
        ReceivedAt = TimeProvider.System.GetUtcNow().AddMilliseconds(number),
        Hashes = [GroupingHash.FromBytes(SHA256.HashData([(byte)hash]).AsSpan(0, GroupingHash.ByteLength))],
        Title = "TimeoutError: no answer",
        Type = "error",
        Level = ErrorLevel.Error,
        Platform = "python",
        UserHash = (ulong)number,
        Payload = SHA256.HashData(BitConverter.GetBytes(number)).AsMemory(0, 10),
    };
}
