using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Tests.PowerLoss;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Edges;

/// <summary>Issues that were merged away are records of their own; none outlives the issue that they lead to.</summary>
public sealed class MergedNamesTests
{
    private static readonly ProjectId Project = new(7);
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly Random _random = new(7);
    private SimulatedDisk _disk = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Records_of_merged_issues_go_with_the_issue_that_they_lead_to(bool expires, bool packsBetween)
    {
        IssueId[] ids;
        await using (var store = new DiskStore(_disk, _time))
        {
            ids = [.. (await store.Errors.AppendAsync([.. Enumerable.Range(0, 4).Select(hash => Some.Event(Project, hash, _random, Start))], Cancellation)).Select(result => result.IssueId)];
            await MergeAsync(store, ids[1], ids[2]);
            await MergeAsync(store, ids[0], ids[1]);
            await MergeAsync(store, ids[0], ids[3]);
            if (packsBetween)
            {
                await store.PackAsync();
            }

            await store.AbandonAsync();
        }

        _disk = _disk.Restart(_random);
        Assert.Equal(packsBetween ? 3 : 0, Records());
        await using (var store = new DiskStore(_disk, _time))
        {
            await RemoveAsync(store, ids[0], expires);
            await store.Errors.AppendAsync([Some.Event(Project, 9, _random, _time.GetUtcNow())], Cancellation);
            await store.PackAsync();
        }

        Assert.Equal(0, Records());
        await using var again = new DiskStore(_disk, _time);
        foreach (var id in ids)
        {
            Assert.Null(await again.Errors.GetIssueAsync(id, Cancellation));
        }
    }

    private int Records()
    {
        using var database = DatabaseFile.Open(_disk);
        return database.All(Collections.Merged).Count;
    }

    private async Task RemoveAsync(DiskStore store, IssueId issue, bool expires)
    {
        if (!expires)
        {
            await UpdateAsync(store, issue, new IssueChange.Delete());
            return;
        }

        _time.Advance(TimeSpan.FromDays(100));
        var rule = new RetentionRule { ProjectId = Project, EventsBefore = Start, IssuesBefore = _time.GetUtcNow().AddDays(-50), At = _time.GetUtcNow() };
        Assert.Equal(1, (await store.Errors.ApplyRetentionAsync(rule, Cancellation)).Issues);
    }

    private Task MergeAsync(DiskStore store, IssueId target, IssueId source) => UpdateAsync(store, target, new IssueChange.Merge { Sources = [source] });

    private async Task UpdateAsync(DiskStore store, IssueId issue, IssueChange change)
    {
        var update = new IssueUpdate { IssueId = issue, Change = change, ActorId = "tester", At = _time.GetUtcNow() };
        Assert.Equal(IssueUpdateOutcome.Applied, (await store.Errors.UpdateIssueAsync(update, Cancellation)).Outcome);
    }
}
