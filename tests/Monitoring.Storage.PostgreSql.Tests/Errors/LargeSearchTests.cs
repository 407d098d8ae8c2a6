using System.Security.Cryptography;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.TestData;

namespace Monitoring.Storage.PostgreSql.Tests.Errors;

/// <summary>Searches of a project with so many issues that some marks lead to too many of them, and others to few.</summary>
public sealed class LargeSearchTests(PostgresServer server)
{
    private const int Issues = 2_500;
    private const int Rare = 20;

    private static readonly ProjectId Project = new(7);
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddHours(-2);

    private static readonly IssueFilter Everywhere = new IssueFilter.InRelease { Release = "shop@1" };
    private static readonly IssueFilter Text = new IssueFilter.ContainsText { Text = "Payment" };
    private static readonly IssueFilter RareText = new IssueFilter.ContainsText { Text = "ZANZI" };
    private static readonly IssueFilter RareTag = new IssueFilter.HasTag { Key = "feature", Value = "beta" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_issue_that_matches_is_listed_once_in_order_however_many_a_mark_leads_to()
    {
        await using var schema = new SharedSchema(server);
        using var store = new PostgreSqlErrorStore(schema.Open());
        foreach (var batch in Enumerable.Range(0, Issues).Chunk(1_000))
        {
            await store.AppendAsync([.. batch.Select(Event)], Cancellation);
        }

        Assert.Equal(Issues, await CountAsync(store, Everywhere));
        Assert.Equal(Issues, await CountAsync(store, Text));
        Assert.Equal(Issues, await CountAsync(store, new IssueFilter.All { Filters = [Everywhere, Text] }));
        Assert.Equal(Rare, await CountAsync(store, RareText));
        Assert.Equal(Rare, await CountAsync(store, RareTag));
        Assert.Equal(Rare, await CountAsync(store, new IssueFilter.All { Filters = [Everywhere, Text, RareText] }));
        Assert.Equal(Rare, await CountAsync(store, new IssueFilter.All { Filters = [RareTag, new IssueFilter.Any { Filters = [RareText, Everywhere] }] }));
        Assert.Equal(Issues - Rare, await CountAsync(store, new IssueFilter.All { Filters = [Text, new IssueFilter.Not { Filter = RareText }] }));
        Assert.Equal(Issues, await CountAsync(store, new IssueFilter.Any { Filters = [RareTag, Text] }));
    }

    [Fact]
    public async Task An_issue_is_found_by_the_texts_that_it_has_after_a_merge()
    {
        await using var schema = new SharedSchema(server);
        using var store = new PostgreSqlErrorStore(schema.Open());
        var appended = await store.AppendAsync([Event(1), Event(0)], Cancellation);

        await store.UpdateIssueAsync(
            new IssueUpdate { IssueId = appended[1].IssueId, Change = new IssueChange.Merge { Sources = [appended[0].IssueId] }, ActorId = "someone", At = Start }, Cancellation);

        Assert.Equal(1, await CountAsync(store, new IssueFilter.ContainsText { Text = "number 1 of" }));
        Assert.Equal(0, await CountAsync(store, RareText));
        Assert.Equal(0, await schema.AskAsync("select count(*) from issue where merged_into is null and grams @> array[0]"));
    }

    /// <summary>Reads all pages.</summary>
    private static async Task<int> CountAsync(PostgreSqlErrorStore store, IssueFilter filter)
    {
        var seen = new List<IssueRow>();
        string? cursor = null;
        do
        {
            var page = await store.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Filter = filter, Limit = 100, Cursor = cursor }, Cancellation);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(seen.Select(issue => issue.LastSeen).OrderDescending(), seen.Select(issue => issue.LastSeen));
        Assert.Equal(seen.Count, seen.DistinctBy(issue => issue.Id).Count());
        return seen.Count;
    }

    private static GroupedEvent Event(int number)
    {
        var isRare = number % (Issues / Rare) == 0;
        return new GroupedEvent
        {
            ProjectId = Project,
            EventId = new EventId(new Guid(Id(number))),
            Timestamp = Start.AddSeconds(number),
            ReceivedAt = Start.AddSeconds(number),
            Hashes = [GroupingHash.FromBytes(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, GroupingHash.ByteLength))],
            Title = $"PaymentError: number {number} of many",
            SearchText = isRare ? "from Zanzibar" : "",
            Type = "error",
            Level = ErrorLevel.Error,
            Platform = "csharp",
            Release = "shop@1",
            Tags = isRare ? [new EventTag { Key = "feature", Value = "beta" }] : [],
        };
    }

    private static byte[] Id(int number) => SHA256.HashData(BitConverter.GetBytes(number + Issues))[..16];
}
