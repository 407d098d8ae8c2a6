using Monitoring.Commands;
using Monitoring.ErrorTracking.Discards;
using Monitoring.ErrorTracking.Discards.Storing;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Tests.Issues;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Discards;

/// <summary>What is discarded is not stored any more, until it is let in again.</summary>
public sealed class DiscardsTests : IssuesTest
{
    private IDiscards Discards => Host.Service<IDiscards>();

    [Fact]
    public async Task Events_of_a_discarded_issue_are_dropped_and_counted_until_the_hash_is_let_in()
    {
        var id = await OpenAsync("noise");
        await OpenAsync("other");

        var discarded = await Discards.DiscardAsync(Maintainer, id, null, Cancellation);
        Assert.Equal((CommandOutcome.Done, id), (discarded.Outcome, discarded.Value!.Row.Id));
        Assert.Equal(CommandOutcome.NotFound, (await Issues.GetAsync(Maintainer, id, Cancellation)).Outcome);

        var dropped = await Host.SendAsync("""{"message":"noise"}""", IngestEndpoint.Store);
        var kept = await OpenAsync("other");
        Assert.Empty(dropped.Events);
        Assert.Equal(IngestStatus(dropped), IngestStatus(await Host.SendAsync("""{"message":"other"}""", IngestEndpoint.Store)));
        Assert.Equal(1, (await Host.OutcomesAsync())["error filtered discarded"]);

        var listed = Assert.Single((await Discards.ListAsync(Reporter, Host.Project, cancellationToken: Cancellation)).Value!.Items);
        Assert.Equal((id, "noise", "mona"), (listed.IssueId, listed.Title, listed.ActorId));
        Assert.Equal(CommandOutcome.Done, (await Discards.RestoreAsync(Maintainer, Host.Project, listed.Hash, Cancellation)).Outcome);
        var back = await SendAsync("""{"message":"noise"}""");

        Assert.Equal(EventAppendOutcome.NewIssue, back.Outcome);
        Assert.NotEqual(id, back.IssueId);
        Assert.NotEqual(kept, back.IssueId);
        Assert.Empty((await Discards.ListAsync(Reporter, Host.Project, cancellationToken: Cancellation)).Value!.Items);
        Assert.Equal(CommandOutcome.NotFound, (await Discards.RestoreAsync(Maintainer, Host.Project, listed.Hash, Cancellation)).Outcome);
    }

    [Fact]
    public async Task Only_those_who_may_delete_discard_and_the_version_counts()
    {
        var id = await OpenAsync("noise");

        Assert.Equal(CommandOutcome.Refused, (await Discards.DiscardAsync(Developer, id, null, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Discards.DiscardAsync(Stranger, id, null, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Conflict, (await Discards.DiscardAsync(Maintainer, id, 99, Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.NotFound, (await Discards.ListAsync(Stranger, Host.Project, cancellationToken: Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Done, (await Issues.GetAsync(Reporter, id, Cancellation)).Outcome);
        Assert.Equal(EventAppendOutcome.Added, (await SendAsync("""{"message":"noise"}""")).Outcome);
    }

    [Fact]
    public async Task The_list_comes_in_pages()
    {
        foreach (var name in new[] { "alpha", "beta", "gamma" })
        {
            await Discards.DiscardAsync(Maintainer, await OpenAsync(name), null, Cancellation);
        }

        var first = (await Discards.ListAsync(Reporter, Host.Project, 2, null, Cancellation)).Value!;
        var second = (await Discards.ListAsync(Reporter, Host.Project, 2, first.Next, Cancellation)).Value!;

        Assert.Equal(["gamma", "beta", "alpha"], first.Items.Concat(second.Items).Select(discarded => discarded.Title));
        Assert.Null(second.Next);
        Assert.Equal(CommandOutcome.Invalid, (await Discards.ListAsync(Reporter, Host.Project, 2, "x", Cancellation)).Outcome);
        Assert.Equal(CommandOutcome.Invalid, (await Discards.ListAsync(Reporter, Host.Project, 0, null, Cancellation)).Outcome);
    }

    [Fact]
    public async Task No_more_is_discarded_than_intake_can_look_through()
    {
        var full = new DiscardsDocument
        {
            Hashes = [.. Enumerable.Range(0, DiscardsDocument.MaxHashes).Select(number => new DiscardedHash
            {
                Hash = GroupingHash.FromBytes(Guid.CreateVersion7(Host.Time.GetUtcNow().AddDays(number)).ToByteArray()), IssueId = new IssueId(1), Title = "old", ActorId = "mona", At = Host.Time.GetUtcNow(),
            })],
        };
        await Host.Service<IDocumentStore>().CommitAsync(
            new DocumentCommit { Partition = Partition.Of(Host.Project), Puts = [DiscardsDocument.Type.Put(full, 0)] }, Cancellation);
        var id = await OpenAsync("noise");
        var version = (await Issues.GetAsync(Maintainer, id, Cancellation)).Value!.Row.Version;

        var refused = await Discards.DiscardAsync(Maintainer, id, version, Cancellation);

        Assert.Equal(CommandOutcome.Invalid, refused.Outcome);
        Assert.Equal(CommandOutcome.Done, (await Issues.GetAsync(Maintainer, id, Cancellation)).Outcome);
    }

    private static object IngestStatus(IngestOutcome outcome) => outcome.Status;
}
