using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Sweeping;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.Tests.Rollups;

public sealed class RollupSweeperTests
{
    [Fact]
    public async Task Hours_go_before_days_and_when_all_is_gone_the_sweep_ends_until_there_is_something_new()
    {
        await using var world = new RollupWorld();
        var queue = world.Queue();
        await world.AddAsync(queue, RollupWorld.Delta("a"), 1);
        await world.AddAsync(queue, RollupWorld.Delta("a", at: RollupWorld.Start.AddDays(60)), 2);

        world.Time.Advance(TimeSpan.FromDays(92));
        await SweepAsync(world);
        Assert.Equal(RollupWorld.Start.AddDays(60), Assert.Single(await world.ReadAsync(RollupSpan.Hour)).Key.Bucket);
        Assert.Equal(2, (await world.ReadAsync(RollupSpan.Day)).Count);

        world.Time.Advance(TimeSpan.FromDays(700));
        for (var i = 0; i < 4; i++)
        {
            await SweepAsync(world);
            world.Time.Advance(TimeSpan.FromHours(7));
        }

        Assert.Empty(await world.ReadAsync(RollupSpan.Day));
        Assert.Null(await world.Store.GetAsync(Partition.Of(world.Project), world.Kind.Sweep, SweepDocument.Key, TestContext.Current.CancellationToken));
        Assert.Equal(0, await SweepAsync(world));

        await world.AddAsync(queue, RollupWorld.Delta("a", at: world.Time.GetUtcNow()));
        world.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await SweepAsync(world));
    }

    private static async Task<int> SweepAsync(RollupWorld world)
    {
        var sweeper = new RollupSweeper([world.Kind], world.Store, world.Service<IOptions<ErrorTrackingOptions>>(), world.Time);
        var claims = await world.Store.ClaimDueAsync(RollupKind.SweepTimer, "test", TimeSpan.FromMinutes(1), 10);
        foreach (var claim in claims)
        {
            var outcome = await sweeper.HandleAsync(new TimerContext { Claim = claim }, TestContext.Current.CancellationToken);
            var commit = (outcome.Commit ?? new DocumentCommit { Partition = claim.Partition }) with { CompletedTimers = [claim] };
            commit = outcome.NextDueAt is { } next ? commit with { Timers = [new TimerSchedule { Timer = claim.Timer, DueAt = next }] } : commit;
            Assert.Equal(CommitOutcome.Committed, (await world.Store.CommitAsync(commit)).Outcome);
        }

        return claims.Length;
    }
}
