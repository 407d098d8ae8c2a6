using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.TestData;

namespace Monitoring.Storage.PostgreSql.Tests.Errors;

/// <summary>Several hosts that append to the same issues.</summary>
public sealed class SharedErrorTests(PostgresServer server)
{
    private static readonly ProjectId Project = SharedSchema.Project;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_events_sent_to_several_hosts_at_once_count_once()
    {
        await using var schema = new SharedSchema(server);
        using var first = new PostgreSqlErrorStore(schema.Open());
        using var second = new PostgreSqlErrorStore(schema.Open());
        var events = Enumerable.Range(0, 200).Select(i => Event(i, i % 5)).ToImmutableArray();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
            await (i % 2 == 0 ? first : second).AppendAsync([.. events.OrderBy(_ => Random.Shared.Next())], Cancellation)));

        Assert.Equal(5, results.SelectMany(result => result).Count(result => result.Outcome == EventAppendOutcome.NewIssue));
        Assert.Equal(200 * 7, results.SelectMany(result => result).Count(result => result.Outcome == EventAppendOutcome.Duplicate));
        var issues = (await first.SearchIssuesAsync(new IssueQuery { ProjectId = Project }, Cancellation)).Items;
        Assert.Equal([40, 40, 40, 40, 40], issues.Select(issue => issue.Count));
        Assert.Equal([40, 40, 40, 40, 40], issues.Select(issue => issue.UserCount));
        Assert.Equal([1, 2, 3, 4, 5], issues.Select(issue => issue.Number).Order());
    }

    [Fact]
    public async Task An_issue_that_another_host_deleted_is_opened_anew()
    {
        await using var schema = new SharedSchema(server);
        using var remembers = new PostgreSqlErrorStore(schema.Open());
        using var deletes = new PostgreSqlErrorStore(schema.Open());
        var old = Assert.Single(await remembers.AppendAsync([Event(1, 1)], Cancellation)).IssueId;
        await deletes.UpdateIssueAsync(new IssueUpdate { IssueId = old, Change = new IssueChange.Delete(), ActorId = "someone", At = TimeProvider.System.GetUtcNow() }, Cancellation);

        var opened = Assert.Single(await remembers.AppendAsync([Event(2, 1)], Cancellation));

        Assert.Equal(EventAppendOutcome.NewIssue, opened.Outcome);
        Assert.NotEqual(old, opened.IssueId);
        Assert.Equal(1, (await deletes.GetIssueAsync(opened.IssueId, Cancellation))!.Count);
    }

    [Fact]
    public async Task What_leads_to_a_deleted_issue_goes_with_it_and_stays_of_others()
    {
        await using var schema = new SharedSchema(server);
        using var store = new PostgreSqlErrorStore(schema.Open());
        var opened = await store.AppendAsync([.. Enumerable.Range(0, 40).Select(i => Event(i, i % 2) with { Environment = $"e{i}", Release = $"r{i}", Service = $"s{i}" })], Cancellation);
        Assert.Equal(2 * (1 + (4 * 20)), await schema.AskAsync("select count(*) from hash_term"));

        await store.UpdateIssueAsync(new IssueUpdate { IssueId = opened[0].IssueId, Change = new IssueChange.Delete(), ActorId = "someone", At = TimeProvider.System.GetUtcNow() }, Cancellation);

        Assert.Equal(1 + (4 * 20), await schema.AskAsync("select count(*) from hash_term"));
        Assert.Equal(1 + (4 * 20), await schema.AskAsync("select count(*) from hash_term t join hash h using (part, hash_id)"));
        Assert.Equal(2, await schema.AskAsync("select (select count(*) from hash_latest) + (select count(*) from hash)"));
    }

    [Fact]
    public async Task What_one_host_has_counted_the_other_counts_on_from()
    {
        await using var schema = new SharedSchema(server);
        using var first = new PostgreSqlErrorStore(schema.Open());
        using var second = new PostgreSqlErrorStore(schema.Open());
        for (var i = 0; i < 20; i++)
        {
            await (i % 2 == 0 ? first : second).AppendAsync([Event(i, 1)], Cancellation);
        }

        var issue = Assert.Single((await first.SearchIssuesAsync(new IssueQuery { ProjectId = Project }, Cancellation)).Items);
        Assert.Equal((20, 20), (issue.Count, issue.UserCount));
        Assert.Equal(20, Assert.Single(await second.GetTagsAsync(issue.Id, Cancellation)).Values.Length);
    }

    private static GroupedEvent Event(int number, int hash) => SharedSchema.Event(number, hash);
}
