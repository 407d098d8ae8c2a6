using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Monitoring.ErrorTracking.Sampling;
using Monitoring.ErrorTracking.Sampling.Deciding;

namespace Monitoring.ErrorTracking.Tests.Sampling;

public sealed class SamplerTests
{
    private static readonly ProjectId Project = new(1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    [Property]
    public Property Keeps_AnyCount_KeepsTheFirstAndStaysBelowTheBound() => Prop.ForAll(
        Gen.Choose(1, 300).Two().ToArbitrary(),
        pair =>
        {
            var (first, rounds) = pair;
            var kept = 0L;
            for (var k = 1L; k <= rounds * 20L; k++)
            {
                var isKept = LogarithmicRule.Keeps(k, first);
                Assert.True(isKept || k > first);
                kept += isKept ? 1 : 0;
                Assert.True(kept <= LogarithmicRule.MostKept(k, first), $"{kept} of {k} for {first}");
            }
        });

    [Fact]
    public void Keeps_EachDoubling_KeepsHalfOfTheFirst()
    {
        int Kept(long from, long to) => Enumerable.Range((int)from, (int)(to - from)).Count(k => LogarithmicRule.Keeps(k, 1000));

        Assert.Equal([999, 500, 500, 500, 500], [Kept(1, 1000), Kept(1000, 2000), Kept(2000, 4000), Kept(4000, 8000), Kept(8000, 16000)]);
    }

    [Property(MaxTest = 50)]
    public Property Decide_AnyStream_KeepsTheFirstOfEachAndAtMostTheBound() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new Random(seed);
            var time = new FakeTimeProvider(_time.GetUtcNow());
            var settings = new SamplingSettings { KeepFirst = 20, MaxPerIssue = 60, KeepEvery = TimeSpan.FromMinutes(5) };
            var sampler = new ProjectSampler(Project, settings, null, new SampleTable(), time);
            var (seen, kept) = (new int[3], new int[3]);
            for (var step = 0; step < 2_000; step++)
            {
                var issue = random.Next(10) < 8 ? 0 : random.Next(1, 3);
                var isKept = sampler.Decide(Hash(issue), isNeeded: false).Length == 0;
                seen[issue]++;
                kept[issue] += isKept ? 1 : 0;
                Assert.True(isKept || seen[issue] > settings.KeepFirst);
                time.Advance(TimeSpan.FromMilliseconds(random.Next(1_500)));
            }

            // The stream lasts less than an hour, in which at most twelve are kept for being the newest.
            Assert.All(Enumerable.Range(0, 3), issue => Assert.InRange(
                kept[issue], Math.Min(seen[issue], 20), Math.Min(settings.MaxPerIssue, LogarithmicRule.MostKept(seen[issue], 20)) + 12));
            Assert.Equal((seen.Sum(), kept.Sum()), ((int)(sampler.Hour.Payloads + sampler.Hour.LeftOut), (int)sampler.Hour.Payloads));
        });

    [Fact]
    public void Decide_NewestIsOld_KeepsOne()
    {
        var sampler = With(new() { KeepFirst = 10, MaxPerIssue = 10 });
        var kept = 0;
        for (var minute = 0; minute < 50; minute++)
        {
            kept += Enumerable.Range(0, 100).Count(_ => sampler.Decide(Hash(1), isNeeded: false).Length == 0);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(10 + 9, kept);
    }

    [Fact]
    public void Decide_BudgetOfTheProject_StillKeepsTheFirstTenOfEachIssue()
    {
        var sampler = With(new() { MaxPerProject = 5 });

        var verdicts = Enumerable.Range(0, 200).Select(step => sampler.Decide(Hash(step % 10), isNeeded: false)).ToArray();

        Assert.Equal(100, verdicts.Count(verdict => verdict.Length == 0));
        Assert.Equal(100, verdicts.Count(verdict => verdict == SampleVerdict.Budget));
        Assert.Equal("", sampler.Decide(Hash(1), isNeeded: true));
    }

    [Fact]
    public void Decide_Spike_KeepsLess()
    {
        var sampler = With(new() { KeepFirst = 1000, KeepFirstInSpike = 20 });
        sampler.Spike.State = new SpikeState { Since = _time.GetUtcNow(), Limit = 500 };

        var verdicts = Enumerable.Range(0, 1000).Select(_ => sampler.Decide(Hash(1), isNeeded: false)).ToArray();

        Assert.InRange(verdicts.Count(verdict => verdict.Length == 0), 20, LogarithmicRule.MostKept(1000, 20));
        Assert.All(verdicts, verdict => Assert.Contains(verdict, (string[])["", SampleVerdict.Spike]));
    }

    [Fact]
    public void Decide_ThisHostAloneIsOverTheLimit_DoesNotWaitForTheOthers()
    {
        var sampler = With(new() { KeepFirst = 1000, KeepFirstInSpike = 20 });
        sampler.Spike.State = new SpikeState { Hour = _time.GetUtcNow().UtcTicks / TimeSpan.TicksPerHour, Limit = 50 };

        var verdicts = Enumerable.Range(0, 200).Select(_ => sampler.Decide(Hash(1), isNeeded: false)).ToArray();

        Assert.All(verdicts[..50], verdict => Assert.Empty(verdict));
        Assert.Contains(SampleVerdict.Spike, verdicts);
    }

    [Fact]
    public void Decide_NextHour_BeginsAnew()
    {
        var sampler = With(new() { KeepFirst = 10 });
        Assert.Equal(SampleVerdict.Sampled, Enumerable.Range(0, 11).Select(_ => sampler.Decide(Hash(1), isNeeded: false)).ToArray()[^1]);

        _time.Advance(TimeSpan.FromHours(1));

        Assert.All(Enumerable.Range(0, 10), _ => Assert.Empty(sampler.Decide(Hash(1), isNeeded: false)));
    }

    [Fact]
    public void Get_ManyMoreHashesThanPlaces_IsBoundedAndKeepsThoseInUse()
    {
        var table = new SampleTable(64);
        for (var hash = 0; hash < 10_000; hash++)
        {
            table.Get(Project, Hash(hash), hash).Count();
        }

        Assert.Equal(2, table.Get(Project, Hash(9_999), 10_000).Count());
    }

    [Fact]
    public async Task Decide_ManyThreads_KeepsAsManyAsOne()
    {
        var sampler = With(new() { KeepFirst = 100, MaxPerIssue = 1_000_000 });

        var kept = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 1000).Count(_ => sampler.Decide(Hash(1), isNeeded: false).Length == 0))));

        Assert.Equal(Enumerable.Range(1, 8000).Count(k => LogarithmicRule.Keeps(k, 100)), kept.Sum());
    }

    private ProjectSampler With(SamplingSettings settings) => new(Project, settings, null, new SampleTable(), _time);

    private static GroupingHash Hash(int number)
    {
        Span<byte> bytes = stackalloc byte[GroupingHash.ByteLength];
        BitConverter.TryWriteBytes(bytes, number + 1);
        return GroupingHash.FromBytes(bytes);
    }
}
