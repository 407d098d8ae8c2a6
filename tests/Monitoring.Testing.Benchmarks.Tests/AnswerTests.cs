using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Benchmarks.Tests;

/// <summary>What is measured is what the names say: each call does its work, the second time too.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task Errors_AreAppendedAndRead()
    {
        var benchmarks = new MemoryErrorStoreBenchmarks { Workload = Memory.Small };
        await benchmarks.SetupAsync();
        for (var round = 1; round <= 2; round++)
        {
            var spread = await benchmarks.AppendSpread();
            var hot = await benchmarks.AppendHot();
            var one = await benchmarks.AppendOne();

            Assert.Equal((50, 50, 1), (spread.Length, hot.Length, one.Length));
            Assert.All([.. spread, .. hot, .. one], result => Assert.NotEqual(EventAppendOutcome.Duplicate, result.Outcome));
            Assert.Single(hot.Select(result => result.IssueId).Distinct());
            Assert.True(spread.Select(result => result.IssueId).Distinct().Count() > 3);
            var byEvents = await benchmarks.IssuesByEvents();
            Assert.Equal(byEvents.Items.OrderByDescending(issue => issue.Count), byEvents.Items);
            Assert.Equal(120 + (101 * round), byEvents.Items.Sum(issue => issue.Count));
            Assert.NotEmpty((await benchmarks.IssuesByLastSeen()).Items);
            Assert.NotEmpty((await benchmarks.IssuesByFirstSeen()).Items);
            Assert.NotEmpty((await benchmarks.IssuesByUsers()).Items);
            Assert.NotEmpty((await benchmarks.IssuesByTrend()).Items);
            Assert.NotEmpty((await benchmarks.EventsOfIssue()).Items);
            Assert.Equal(100, (await benchmarks.EventById())!.Event.Payload.Length);
            Assert.NotEmpty(await benchmarks.TagsOfIssue());
        }

        await benchmarks.CleanupAsync();
    }

    [Fact]
    public async Task Documents_AreCommittedAndReadAndTimersClaimed()
    {
        var benchmarks = new MemoryDocumentStoreBenchmarks { Workload = Memory.Small };
        await benchmarks.SetupAsync();
        for (var round = 0; round < 2; round++)
        {
            var one = await benchmarks.CommitOne();
            var ten = await benchmarks.CommitTen();

            Assert.Equal((CommitOutcome.Committed, 1), (one.Outcome, one.Versions.Length));
            Assert.Equal((CommitOutcome.Committed, 10), (ten.Outcome, ten.Versions.Length));
            Assert.NotNull(await benchmarks.Get());
            Assert.NotEmpty((await benchmarks.QueryPage()).Items);
            var claims = await benchmarks.ClaimTimers();
            Assert.Equal(10, claims.Length);
            Assert.All(claims, claim => Assert.Equal(round + 1, claim.Attempt));
        }

        await benchmarks.CleanupAsync();
    }

    [Fact]
    public async Task Blobs_AreWrittenAndRead()
    {
        var benchmarks = new MemoryBlobStoreBenchmarks { Workload = Memory.Small };
        await benchmarks.SetupAsync();
        for (var round = 0; round < 20; round++)
        {
            var written = await benchmarks.Write();

            Assert.Equal((BlobWriteOutcome.Written, 1024 * 1024), (written.Outcome, written.Info!.Length));
            Assert.Equal(1024 * 1024, await benchmarks.Read());
        }

        await benchmarks.CleanupAsync();
    }
}
