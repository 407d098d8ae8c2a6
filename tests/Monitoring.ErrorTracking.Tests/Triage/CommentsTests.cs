using Monitoring.Commands;
using Monitoring.ErrorTracking.Tests.Issues;
using Monitoring.ErrorTracking.Triage.Comments;

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

        Assert.Equal(CommandOutcome.Invalid, (await Comments.ListAsync(Reporter, id, limit, cursor, Cancellation)).Outcome);
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

        var first = (await Comments.ListAsync(Reporter, id, 2, null, Cancellation)).Value!;
        var second = (await Comments.ListAsync(Reporter, id, 2, first.Next, Cancellation)).Value!;

        Assert.Equal(["one", "two", "three"], first.Items.Concat(second.Items).Select(comment => comment.Text));
        Assert.Null(second.Next);
    }
}
