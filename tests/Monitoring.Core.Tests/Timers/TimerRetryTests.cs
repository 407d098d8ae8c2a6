using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.Core.Tests.Timers;

/// <summary>What becomes of timers whose handlers fail, hang or outlive their claim.</summary>
public sealed class TimerRetryTests : TimerPumpTest
{
    [Fact]
    public async Task A_failing_timer_is_tried_again_with_growing_waits()
    {
        var times = new List<DateTimeOffset>();
        Alarms.Handle = (_, _) =>
        {
            times.Add(Stores.Clock.GetUtcNow());
            return times.Count < 5 ? throw new InvalidOperationException("not yet") : new(TimerOutcome.Done);
        };
        var host = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => times.Count == 5);

        Assert.Equal([1, 2, 3, 4, 5], Alarms.Fired.Select(context => context.Claim.Attempt));
        for (var index = 1; index < times.Count; index++)
        {
            Assert.True(times[index] - times[index - 1] >= TimeSpan.FromSeconds(Math.Pow(2, index - 1)));
        }

        await host.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
        Assert.Equal(5, times.Count);
    }

    [Fact]
    public async Task A_handler_that_hangs_is_cancelled_before_its_claim_ends_and_called_again()
    {
        var cancelledAt = DateTimeOffset.MinValue;
        Alarms.Handle = async (_, token) =>
        {
            if (Alarms.Fired.Length == 1)
            {
                await using var registration = token.Register(() => cancelledAt = Stores.Clock.GetUtcNow());
                await Task.Delay(Timeout.Infinite, token);
            }

            return TimerOutcome.Done;
        };
        var host = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => Alarms.Fired.Length == 2);

        Assert.True(cancelledAt < Alarms.Fired[0].Claim.LeaseUntil);
        Assert.Equal(2, Alarms.Fired[1].Claim.Attempt);
    }

    [Fact]
    public async Task A_handler_that_outlives_its_claim_changes_nothing()
    {
        var mayEnd = new TaskCompletionSource();
        Alarms.Handle = async (context, _) =>
        {
            var isFirst = context.Claim.Attempt == 1;
            if (isFirst)
            {
                await mayEnd.Task;
            }

            var note = new Note { Key = isFirst ? "late" : "in time" };
            return TimerOutcome.DoneWith(new DocumentCommit { Partition = Partition.Host, Puts = [Note.Type.Put(note)] });
        };
        var first = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);
        await first.UntilAsync(() => Alarms.Fired.Length == 1);
        var second = await StartAsync();
        await second.UntilAsync(() => Alarms.Fired.Length == 2);

        mayEnd.SetResult();
        await second.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));

        Assert.Null(await Note.FindAsync(Stores, "late"));
        Assert.NotNull(await Note.FindAsync(Stores, "in time"));
        Assert.Equal(2, Alarms.Fired.Length);
    }

    [Fact]
    public async Task An_outcome_in_a_foreign_partition_is_a_failure_of_the_handler()
    {
        Alarms.Handle = (_, _) => new(Alarms.Fired.Length == 1
            ? TimerOutcome.DoneWith(new DocumentCommit { Partition = Partition.Of(new ProjectId(1)) })
            : TimerOutcome.Done);
        var host = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => Alarms.Fired.Length == 2);

        Assert.Equal(2, Alarms.Fired[1].Claim.Attempt);
    }
}
