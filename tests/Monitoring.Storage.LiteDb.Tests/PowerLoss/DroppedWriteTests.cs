using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.TestData;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.PowerLoss;

/// <summary>
/// A flush that fails may drop what was written, while programs still read it and the next flush succeeds. What is
/// answered afterwards must not rest on it: it is there after the power was lost.
/// </summary>
public sealed class DroppedWriteTests
{
    private static readonly ProjectId Project = new(7);
    private static readonly Partition Here = Partition.Of(Project);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Scale.Count(25, 1_000))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_is_answered_after_a_failed_flush_survives_the_loss_of_power(int seed)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider(new DateTimeOffset(2031, 3, 4, 23, 50, 0, TimeSpan.Zero));
        var disk = new SimulatedDisk { DropsWhenFlushFails = true };
        var events = new List<EventId>();
        var notes = new List<string>();
        await using (var store = new DiskStore(disk, time, types: [Note.Type]))
        {
            for (var step = 0; step < 30; step++)
            {
                var left = random.Next(1, 12);
                disk.Fails = random.Next(3) == 0 ? operation => operation == DiskOperation.Flush && --left == 0 : null;
                if (random.Next(3) > 0)
                {
                    // The caller repeats the event until it is answered, be it as a duplicate.
                    var appended = Some.Event(Project, random.Next(6), random, time.GetUtcNow());
                    await UntilAnsweredAsync(time, async () => await store.Errors.AppendAsync([appended], Cancellation));
                    events.Add(appended.EventId);
                }
                else
                {
                    var put = Note.Type.Put(new Note { Key = $"note {step}", Text = new string('n', random.Next(20_000)) });
                    await UntilAnsweredAsync(time, async () => await store.Documents.CommitAsync(new DocumentCommit { Partition = Here, Puts = [put] }, Cancellation));
                    notes.Add($"note {step}");
                }

                if (random.Next(8) == 0)
                {
                    await UntilAnsweredAsync(time, store.PackAsync);
                }
            }

            disk.Fails = null;
            await store.AbandonAsync();
        }

        await using var after = new DiskStore(disk.Restart(random), time, types: [Note.Type]);
        foreach (var id in events)
        {
            Assert.NotNull(await after.Errors.GetEventAsync(Project, id, Cancellation));
        }

        foreach (var key in notes)
        {
            Assert.NotNull(await after.Documents.FindAsync(Here, Note.Type, key, Cancellation));
        }

        var issues = await after.Errors.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Limit = 100 }, Cancellation);
        Assert.Equal(events.Count, issues.Items.Sum(issue => issue.Count));
        Assert.Equal(StoreHealthStatus.Healthy, (await after.Health.CheckAsync(Cancellation)).Status);
    }

    private static async Task UntilAnsweredAsync(FakeTimeProvider time, Func<Task> call)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await call();
                return;
            }
            catch (StorageUnavailableException) when (attempt < 20)
            {
                time.Advance(TimeSpan.FromMinutes(2));
            }
        }
    }
}
