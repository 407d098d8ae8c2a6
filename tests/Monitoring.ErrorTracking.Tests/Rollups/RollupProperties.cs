using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.Storage;
using Mood = Monitoring.ErrorTracking.Tests.Rollups.UnsteadyStore.Mood;

namespace Monitoring.ErrorTracking.Tests.Rollups;

/// <summary>What was answered as taken is counted exactly once, whatever store, hosts and senders do.</summary>
public sealed class RollupProperties
{
    private static Gen<Mood> Moods => Gen.Frequency(
        (10, Gen.Constant(Mood.Well)), (2, Gen.Constant(Mood.Conflict)), (2, Gen.Constant(Mood.AwayBefore)), (2, Gen.Constant(Mood.AwayAfter)), (1, Gen.Constant(Mood.Broken)));

    private static Gen<Step> Steps =>
        from sender in Gen.Choose(0, 5)
        from host in Gen.Choose(0, 1)
        from series in Gen.Choose(0, 6)
        from hour in Gen.Choose(-30, 3)
        from sum in Gen.Choose(1, 1000)
        from isRestart in Gen.Frequency((19, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Step(sender, host, series, hour, sum, isRestart);

    private static Arbitrary<(Step[] Steps, Mood[] Moods)> Stories => Arb.From(
        from steps in Gen.ArrayOf(Steps)
        from moods in Gen.ArrayOf(Moods, 64)
        select (steps, moods));

    /// <summary>Each sender sends its own steps one after the other, now to one host, now to the other, and repeats each until it is answered.</summary>
    [Property(MaxTest = 120)]
    public Property Sums_equal_what_was_taken_though_requests_are_repeated_and_hosts_restart() => Prop.ForAll(Stories, story => RunAsync(story).GetAwaiter().GetResult());

    private static async Task RunAsync((Step[] Steps, Mood[] Moods) story)
    {
        var turn = 0;
        var kind = new RollupKind("few") { MaxSeries = 4, MaxOtherSeries = 1 };
        await using var world = new RollupWorld(kind, () => story.Moods[Interlocked.Increment(ref turn) % story.Moods.Length]);
        var hosts = new Hosts(world);
        var counted = await Task.WhenAll(story.Steps.Select((step, index) => (step, index)).GroupBy(item => item.step.Sender).Select(async own =>
        {
            var sums = new List<(long Hour, long Sum)>();
            foreach (var (step, index) in own)
            {
                if (await SendAsync(hosts, world, step, (ulong)index + 1))
                {
                    sums.Add((step.Hour, step.Sum));
                }
            }

            return sums;
        }));

        var expected = counted.SelectMany(sums => sums).ToList();
        foreach (var span in new[] { RollupSpan.Hour, RollupSpan.Day })
        {
            var stored = await world.ReadAsync(span);
            Assert.Equal(
                expected.GroupBy(item => span.Of(RollupWorld.Start.AddHours(item.Hour))).ToDictionary(group => group.Key, group => group.Sum(item => item.Sum)).OrderBy(pair => pair.Key),
                stored.GroupBy(pair => pair.Key.Bucket).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value.Sum)).OrderBy(pair => pair.Key));
            Assert.All(stored.GroupBy(pair => RollupSpan.Day.Of(pair.Key.Bucket)), day => Assert.InRange(day.Select(pair => pair.Key.Name).Distinct().Count(), 0, 5));
        }
    }

    private static async Task<bool> SendAsync(Hosts hosts, RollupWorld world, Step step, ulong request)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (step.IsRestart)
                {
                    await hosts.RestartAsync((step.Host + attempt) % 2);
                }

                var delta = RollupWorld.Delta($"r{step.Series}", step.Sum, request, RollupWorld.Start.AddHours(step.Hour));
                var answer = await world.AddAsync(hosts[(step.Host + attempt) % 2], delta, request);
                switch (answer.Outcome)
                {
                    case RollupOutcome.Taken or RollupOutcome.Repeated:
                        return true;
                    case RollupOutcome.Failed:
                        return false;
                }
            }
            catch (StorageUnavailableException) when (attempt < 200)
            {
                // As an SDK does after 503.
            }
        }
    }

    private sealed record Step(int Sender, int Host, int Series, int Hour, int Sum, bool IsRestart);

    private sealed class Hosts(RollupWorld world)
    {
        private readonly Monitoring.ErrorTracking.Rollups.Writing.RollupQueue<Tally>[] _queues = [world.Queue(), world.Queue()];

        public Monitoring.ErrorTracking.Rollups.Writing.RollupQueue<Tally> this[int index] => Volatile.Read(ref _queues[index]);

        /// <summary>The old one finishes what it has taken, as a host that is stopped does, while the new one works already.</summary>
        public ValueTask RestartAsync(int index) => Interlocked.Exchange(ref _queues[index], world.Queue()).DisposeAsync();
    }
}
