using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Errors;
using Monitoring.TestData;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.PowerLoss;

/// <summary>
/// Whatever was answered is there when the power comes back, once; what was not answered is there as a whole or not at
/// all. The power goes at a random operation of the disk, packing and all.
/// </summary>
public sealed class PowerLossTests
{
    private static readonly ProjectId Project = new(7);
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 23, 50, 0, TimeSpan.Zero);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Scale.Count(25, 1_000))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Steps_one_after_the_other_are_there_as_far_as_they_were_answered(int seed)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider(Start);
        var disk = new SimulatedDisk();
        var done = new List<ErrorStep>();
        var sent = new List<GroupedEvent>();
        for (var round = 0; round < 3; round++)
        {
            ErrorStep? unanswered = null;
            await using (var store = new DiskStore(disk, time))
            {
                disk.PowerGoesAt = disk.Operations + random.Next(20, 1_500);
                while (unanswered is null)
                {
                    var step = ErrorStep.Make(random, done.Count, time, sent);
                    unanswered = await step.TryAsync(store.Errors) ? null : step;
                    if (unanswered is null)
                    {
                        done.Add(step);
                    }
                }
            }

            disk = disk.Restart(random);
            await using var restarted = new DiskStore(disk, time);
            if (unanswered.IsEviction)
            {
                await AssertEvictedInPartAsync(restarted.Errors, done, unanswered, time);

                // What went of a part is not known; all that may go is.
                var rest = ErrorStep.Evict(0, time.GetUtcNow());
                Assert.True(await rest.TryAsync(restarted.Errors));
                done.Add(rest);
            }

            var found = await Snapshot.OfAsync(restarted.Errors, Project);
            var expected = await ModelAsync(done, time);
            if (found != expected)
            {
                done.Add(unanswered);
                Assert.Equal(await ModelAsync(done, time), found);
            }

            await restarted.AbandonAsync();
            disk = disk.Restart(random);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Events_of_many_callers_are_there_once_as_far_as_they_were_answered(int seed)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider(Start);
        var disk = new SimulatedDisk();
        var store = new DiskStore(disk, time);
        await store.Errors.GetIssueAsync(new IssueId(1), TestContext.Current.CancellationToken);
        disk.PowerGoesAt = disk.Operations + random.Next(20, 2_000);
        var callers = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => AppendUntilOutAsync(store.Errors, caller, seed)));
        await store.DisposeAsync();

        await using var restarted = new DiskStore(disk.Restart(random), time);

        var there = 0;
        foreach (var (sent, answered) in callers)
        {
            foreach (var appended in answered)
            {
                Assert.NotNull(await restarted.Errors.GetEventAsync(Project, appended.EventId, TestContext.Current.CancellationToken));
            }

            foreach (var appended in sent)
            {
                there += await restarted.Errors.GetEventAsync(Project, appended.EventId, TestContext.Current.CancellationToken) is null ? 0 : 1;
            }
        }

        var issues = await restarted.Errors.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Limit = 100 }, TestContext.Current.CancellationToken);
        Assert.Equal(there, issues.Items.Sum(issue => issue.Count));
        Assert.InRange(there, callers.Sum(caller => caller.Answered.Count), callers.Sum(caller => caller.Sent.Count));
    }

    /// <summary>Nothing but payloads has changed, and each of them is there or was to go.</summary>
    private static async Task AssertEvictedInPartAsync(IErrorStore store, List<ErrorStep> done, ErrorStep eviction, FakeTimeProvider time)
    {
        var (there, before, after) = (new Dictionary<EventId, string>(), new Dictionary<EventId, string>(), new Dictionary<EventId, string>());
        Assert.Equal(await ModelAsync(done, time, before), await Snapshot.OfAsync(store, Project, there));
        await ModelAsync([.. done, eviction], time, after);
        Assert.Empty(there.Except(before));
        Assert.Empty(after.Except(there));
    }

    private static async Task<(List<GroupedEvent> Sent, List<GroupedEvent> Answered)> AppendUntilOutAsync(IErrorStore store, int caller, int seed)
    {
        var random = new Random((seed * 100) + caller);
        var (sent, answered) = (new List<GroupedEvent>(), new List<GroupedEvent>());
        while (true)
        {
            var appended = Some.Event(Project, random.Next(5), random, Start);
            sent.Add(appended);
            try
            {
                await store.AppendAsync([appended]);
                answered.Add(appended);
            }
            catch (StorageUnavailableException)
            {
                return (sent, answered);
            }
        }
    }

    private static async Task<string> ModelAsync(IEnumerable<ErrorStep> steps, FakeTimeProvider time, Dictionary<EventId, string>? payloads = null)
    {
        var builder = new Builder(new ServiceCollection());
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.UseInMemory();
        await using var provider = builder.Services.BuildServiceProvider();
        var model = provider.GetRequiredService<IErrorStore>();
        foreach (var step in steps)
        {
            Assert.True(await step.TryAsync(model));
        }

        return await Snapshot.OfAsync(model, Project, payloads);
    }

    private sealed record Builder(IServiceCollection Services) : IMonitoringBuilder;
}
