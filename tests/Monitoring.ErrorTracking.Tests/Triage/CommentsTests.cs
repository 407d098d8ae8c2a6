using Monitoring.Commands;
using Monitoring.ErrorTracking.Tests.Issues;
using Monitoring.ErrorTracking.Triage.Comments;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tests.Triage;

/// <summary>What a host sees of comments; over the API the rest is tested.</summary>
public sealed class CommentsTests : IssuesTest
{
    private IIssueComments Comments => Host.Service<IIssueComments>();

    [Theory]
    [InlineData(0, null)]
    [InlineData(101, null)]
    [InlineData(25, "nonsense")]
    public async Task ListAsync_LimitOrCursorOfNoPage_IsInvalid(int limit, string? cursor)
    {
        var id = await OpenAsync("boom");

        Assert.Equal(CommandOutcome.Invalid, (await Comments.ListAsync(Reporter, id, limit, cursor, cancellationToken: Cancellation)).Outcome);
    }

    [Fact]
    public async Task ListAsync_Pages_HoldEachCommentOnce()
    {
        var id = await OpenAsync("boom");
        foreach (var text in new[] { "one", "two", "three" })
        {
            Host.Time.Advance(TimeSpan.FromSeconds(1));
            await Comments.AddAsync(Reporter, id, text, Cancellation);
        }

        var first = (await Comments.ListAsync(Reporter, id, 2, null, cancellationToken: Cancellation)).Value!;
        var second = (await Comments.ListAsync(Reporter, id, 2, first.Next, cancellationToken: Cancellation)).Value!;

        Assert.Equal(["one", "two", "three"], first.Items.Concat(second.Items).Select(comment => comment.Text));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task ListAsync_NewestFirst_IsTheOtherWayAround()
    {
        var id = await OpenAsync("boom");
        foreach (var text in new[] { "one", "two", "three" })
        {
            Host.Time.Advance(TimeSpan.FromSeconds(1));
            await Comments.AddAsync(Reporter, id, text, Cancellation);
        }

        var first = (await Comments.ListAsync(Reporter, id, 2, newestFirst: true, cancellationToken: Cancellation)).Value!;
        var second = (await Comments.ListAsync(Reporter, id, 2, first.Next, newestFirst: true, cancellationToken: Cancellation)).Value!;

        Assert.Equal(["three", "two", "one"], first.Items.Concat(second.Items).Select(comment => comment.Text));
        Assert.Equal(CommandOutcome.Invalid, (await Comments.ListAsync(Reporter, id, 2, first.Next, cancellationToken: Cancellation)).Outcome);
    }

    [Fact]
    public async Task AddAsync_ManyAtOnce_TakesAndCountsEach()
    {
        const int Many = 60;
        var id = await OpenAsync("boom");

        var added = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Task.Run(() => Comments.AddAsync(Reporter, id, "me, too", Cancellation).AsTask(), Cancellation)));

        Assert.All(added, result => Assert.Equal(CommandOutcome.Done, result.Outcome));
        Assert.Equal(Many, (await Comments.CountAsync(Reporter, id, Cancellation)).Value!.Count);
    }

    [Fact]
    public async Task CountAsync_CommentsThatComeAndGo_IsHowManyThereAre()
    {
        var id = await OpenAsync("boom");
        var other = await OpenAsync("other");
        Assert.Equal(0, await CountAsync(id));

        var comments = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(async () => await Comments.AddAsync(Reporter, id, $"{i}", Cancellation))));
        await Comments.AddAsync(Reporter, other, "one", Cancellation);
        await Comments.DeleteAsync(Reporter, id, comments[3].Value!.Id, Cancellation);
        await Comments.DeleteAsync(Reporter, id, comments[3].Value!.Id, Cancellation);
        await Comments.EditAsync(Reporter, id, comments[4].Value!.Id, "changed", null, Cancellation);

        Assert.All(comments, comment => Assert.Equal(CommandOutcome.Done, comment.Outcome));
        Assert.Equal((9, 1), (await CountAsync(id), await CountAsync(other)));
    }

    [Fact]
    public async Task CountAsync_NumberThatWasNotKept_IsCountedAndThenKept()
    {
        var id = await OpenAsync("boom");
        foreach (var text in new[] { "one", "two" })
        {
            await Comments.AddAsync(Reporter, id, text, Cancellation);
        }

        var forget = new DocumentCommit { Partition = Partition.Of(Host.Project), Deletes = [new() { Type = CommentDocuments.Counts, Key = id.ToString() }] };
        await Host.Service<IDocumentStore>().CommitAsync(forget, Cancellation);

        Assert.Equal(2, await CountAsync(id));
        await Comments.AddAsync(Reporter, id, "three", Cancellation);
        var kept = await Host.Service<IDocumentStore>().FindAsync(Partition.Of(Host.Project), CommentDocuments.Counts, id.ToString(), Cancellation);
        Assert.Equal((3, 3), (await CountAsync(id), kept!.Value.Count));
    }

    [Fact]
    public async Task CountAsync_IssueThatTheActorMayNotSee_IsNotFound()
    {
        var id = await OpenAsync("boom");

        Assert.Equal(CommandOutcome.NotFound, (await Comments.CountAsync(Stranger, id, Cancellation)).Outcome);
    }

    private async Task<int> CountAsync(IssueId id) => (await Comments.CountAsync(Reporter, id, Cancellation)).Value!.Count;
}
