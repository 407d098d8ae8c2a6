using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.ErrorTracking.Retention;
using Monitoring.ErrorTracking.Tests.Issues;
using Monitoring.ErrorTracking.Triage.Comments;
using Monitoring.ErrorTracking.Triage.Links;
using Monitoring.Storage.Documents;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Retention;

/// <summary>What belongs to an issue goes when retention removes it, and what belongs to others stays.</summary>
public sealed class BelongingsTests : IssuesTest
{
    [Fact]
    public async Task Comments_links_and_activity_of_an_issue_that_expires_go_and_those_of_its_neighbour_stay()
    {
        var (old, merged) = (await OpenAsync("old"), await OpenAsync("merged"));
        await WriteAsync(old);
        await WriteAsync(merged);
        Assert.Equal(CommandOutcome.Done, (await Issues.MergeAsync(Developer, old, [merged], cancellationToken: Cancellation)).Outcome);
        Host.Time.Advance(TimeSpan.FromDays(30));
        var young = await OpenAsync("young");
        await WriteAsync(young);
        await Host.RunAsync();
        await Host.AwaitActivityAsync(old, 4);
        Assert.Equal((3, 3), (await CountAsync(CommentDocuments.Type), await CountAsync(LinkDocuments.Type)));

        var settings = new RetentionSettings { Issues = TimeSpan.FromDays(20) };
        Assert.Equal(CommandOutcome.Done, (await Host.Service<IRetention>().ReplaceAsync(Maintainer, Host.Project, settings, cancellationToken: Cancellation)).Outcome);
        Assert.Equal(1, (await Host.Service<IRetention>().ApplyAsync(Maintainer, Host.Project, Cancellation)).Value!.Issues);

        var activity = await Eventually.ReadAsync(
            () => CountAsync(IssueActivityDocuments.Type), count => count <= 2, () => Host.Time.Advance(TimeSpan.FromMilliseconds(100)));
        Assert.Equal((1, 1, 2), (await CountAsync(CommentDocuments.Type), await CountAsync(LinkDocuments.Type), activity));
        Assert.Equal(3, (await Host.AwaitActivityAsync(young, 3)).Length);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.GetAsync(Maintainer, old, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Issues.GetAsync(Maintainer, merged, Cancellation)).Outcome);
    }

    private async Task WriteAsync(IssueId issue)
    {
        Assert.Equal(CommandOutcome.Done, (await Host.Service<IIssueComments>().AddAsync(Developer, issue, "mine", Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Done, (await Host.Service<IIssueLinks>().AddAsync(Developer, issue, "https://tickets.example/1", "one", Cancellation)).Outcome);
    }

    /// <summary>How many documents of a type there are that belong to issues.</summary>
    private async Task<int> CountAsync<T>(DocumentType<T> type)
        where T : class
    {
        var query = new DocumentQuery { Partition = Partition.Of(Host.Project), Type = type, Index = "issue", Ranges = [IndexRange.All], Limit = 100 };
        return (await Host.Service<IDocumentStore>().QueryAsync(type, query, Cancellation)).Items.Length;
    }
}
