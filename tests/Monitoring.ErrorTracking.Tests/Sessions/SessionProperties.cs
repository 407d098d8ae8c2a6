using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Commits;
using Monitoring.ErrorTracking.Rollups.Reading;
using Monitoring.ErrorTracking.Sessions;
using Monitoring.ErrorTracking.Sessions.Counting;
using Monitoring.ErrorTracking.Sessions.Health;
using Monitoring.ErrorTracking.Sessions.Storing;
using Monitoring.ErrorTracking.Tests.Rollups;
using Monitoring.Storage;
using Mood = Monitoring.ErrorTracking.Tests.Rollups.UnsteadyStore.Mood;

namespace Monitoring.ErrorTracking.Tests.Sessions;

/// <summary>Counts of sessions are those of a model that knows the whole story at once, however the updates come.</summary>
public sealed class SessionProperties
{
    private static readonly DateTimeOffset Now = RollupWorld.Start;

    private static Gen<Update> Updates =>
        from session in Gen.Choose(1, 12)
        from isInit in Gen.Elements(true, false)
        from status in Gen.Elements(Enum.GetValues<SessionStatus>())
        from duration in Gen.Choose(0, 3)
        select new Update(session, isInit, status, duration == 0 ? null : duration);

    private static Arbitrary<(Update[] Updates, int[] Order, int Batch, Mood[] Moods)> Streams => Arb.From(
        from updates in Gen.ArrayOf(Updates)
        from order in Gen.Shuffle(Enumerable.Range(0, updates.Length))
        from batch in Gen.Choose(1, 5)
        from moods in Gen.ArrayOf(
            Gen.Frequency((6, Gen.Constant(Mood.Well)), (2, Gen.Constant(Mood.Conflict)), (1, Gen.Constant(Mood.AwayBefore)), (1, Gen.Constant(Mood.AwayAfter))), 32)
        select (updates, order, batch, moods));

    [Property(MaxTest = 80)]
    public Property Any_order_split_repetition_and_host_gives_the_counts_of_the_whole_story() => Prop.ForAll(Streams, stream => RunAsync(stream).GetAwaiter().GetResult());

    [Property(MaxTest = 60)]
    public Property Counts_of_the_sender_and_single_sessions_of_the_same_story_agree() => Prop.ForAll(Streams, stream => AgreeAsync(stream.Updates).GetAwaiter().GetResult());

    [Property(MaxTest = 200)]
    public Property Encoding_keeps_all_and_broken_bytes_are_told() => Prop.ForAll(
        Arb.From(Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value))),
        Streams,
        (noise, stream) =>
        {
            var counts = Told(stream.Updates);
            var bytes = counts.Encode();
            Assert.Equal(bytes, SessionCounts.Decode(bytes)!.Encode());
            Assert.Equal(counts.ToTotals(), SessionCounts.Decode(bytes)!.ToTotals());
            _ = SessionCounts.Decode(noise);
            foreach (var place in noise)
            {
                var mutated = bytes.ToArray();
                mutated[place % mutated.Length] ^= (byte)(place | 1);
                _ = SessionCounts.Decode(mutated);
                Assert.Null(SessionCounts.Decode(bytes.AsSpan(0, place % bytes.Length)));
            }
        });

    private static async Task RunAsync((Update[] Updates, int[] Order, int Batch, Mood[] Moods) stream)
    {
        var turn = 0;
        await using var world = new RollupWorld(moods: () => stream.Moods[Interlocked.Increment(ref turn) % stream.Moods.Length]);
        await using var one = Queue(world);
        await using var other = Queue(world);
        SessionQueue[] hosts = [one, other];
        var batches = stream.Order.Select(index => stream.Updates[index]).Chunk(stream.Batch).ToList();
        await Task.WhenAll(batches.Select((batch, index) => SendAsync(world, hosts, index, new SessionWork
        {
            Updates = [.. batch.Select(Single)],
            Counts = [],
            RequestId = null,
        })));

        // The whole once more, as by a sender that has heard no answer.
        await SendAsync(world, hosts, 0, new SessionWork { Updates = [.. stream.Updates.Select(Single)], Counts = [], RequestId = null });

        Assert.Equal(Told(stream.Updates).ToTotals(), await TotalsAsync(world));
    }

    private static async Task AgreeAsync(Update[] updates)
    {
        await using var singles = new RollupWorld();
        await using var counted = new RollupWorld();
        await using var one = Queue(singles);
        await using var other = Queue(counted);
        await SendAsync(singles, [one], 0, new SessionWork { Updates = [.. updates.Select(Single)], Counts = [], RequestId = null });
        ImmutableArray<RollupDelta<SessionCounts>> counts =
        [
            .. updates.GroupBy(update => update.Session).Select(session => new RollupDelta<SessionCounts> { Series = Series, At = At(session.Key), Value = Told([.. session]) }),
        ];
        await SendAsync(counted, [other], 0, new SessionWork { Updates = [], Counts = counts, RequestId = 1 });
        await SendAsync(counted, [other], 0, new SessionWork { Updates = [], Counts = counts, RequestId = 1 });

        Assert.Equal(await TotalsAsync(singles), await TotalsAsync(counted));
    }

    private static readonly RollupSeries Series = SessionDocuments.SeriesOf("shop@1", "production");

    private static DateTimeOffset At(int session) => Now.AddHours(-session % 5);

    private static SessionUpdate Single(Update update) => new()
    {
        Id = (ulong)update.Session * 7919,
        Series = Series,
        Started = At(update.Session),
        At = At(update.Session),
        IsInit = update.IsInit,
        Status = update.Status,
        User = (ulong)update.Session % 4 * 0x9E3779B97F4A7C15UL,
        Duration = update.Duration is null ? null : update.Session,
    };

    /// <summary>The model: a session counts when it has begun, with the worst that was told of it.</summary>
    private static SessionCounts Told(Update[] updates)
    {
        var counts = new SessionCounts();
        foreach (var session in updates.GroupBy(update => update.Session).Where(session => session.Any(update => update.IsInit)))
        {
            var worst = session.Max(update => update.Status);
            counts.Add(worst, 1);
            counts.AddUser((ulong)session.Key % 4 * 0x9E3779B97F4A7C15UL, worst == SessionStatus.Crashed);
            if (session.Any(update => update.Duration is not null))
            {
                counts.Durations.Add(session.Key);
            }
        }

        return counts;
    }

    private static SessionQueue Queue(RollupWorld world) => new(world.Store, new CommitLimits(), world.Time, NullLogger<SessionQueue>.Instance);

    private static async Task SendAsync(RollupWorld world, SessionQueue[] hosts, int index, SessionWork work)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var done = await hosts[(index + attempt) % hosts.Length].AddAsync(world.Project, work, CancellationToken.None);
                Assert.Equal(CommitFault.None, done.Fault);
                return;
            }
            catch (StorageUnavailableException) when (attempt < 200)
            {
                // As an SDK does after 503.
            }
        }
    }

    private static async Task<SessionTotals> TotalsAsync(RollupWorld world)
    {
        var reader = new SessionCountsReader(new RollupReader<SessionCounts>(SessionDocuments.Counts, world.Store), Options.Create(new ErrorTrackingOptions()), world.Time);
        var sums = await reader.SumAsync(world.Project, new SessionWindow { From = Now.AddDays(-1), To = Now.AddDays(1) }, _ => 0, CancellationToken.None);
        return (sums.GetValueOrDefault(0) ?? new SessionCounts()).ToTotals();
    }

    private sealed record Update(int Session, bool IsInit, SessionStatus Status, int? Duration);
}
