using System.Buffers.Binary;
using FsCheck.Xunit;
using Monitoring.Storage.Errors;

namespace Monitoring.Tests.Storage.Errors;

public sealed class PayloadReservoirTests
{
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("00000000000000000000000000000001", 1)]
    [InlineData("fc6d8c0c43fc4630ad850ee518f1b9d0", 0)]
    [InlineData("9e107d9d372bb6826bd81d3542a419d6", 2)]
    [InlineData("bd4ed04dd9a537dfc3cc5b7e3ccb9dbe", 1)]
    [InlineData("ffbc63418a0057668af662cb27f1f419", 5)]
    [InlineData("ef4929003f6ecd06791d09c3a44a4964", 12)]
    public void The_level_of_an_id_never_changes(string text, int level)
    {
        Assert.True(EventId.TryParse(text, out var id));
        Assert.Equal(level, PayloadReservoir<int>.LevelOf(id));
    }

    [Fact]
    public void Half_of_all_ids_have_the_lowest_level_and_half_of_the_others_the_next_one()
    {
        var levels = Enumerable.Range(0, 64_000).Select(i => PayloadReservoir<int>.LevelOf(Id(i))).CountBy(level => level).ToDictionary();

        Assert.InRange(levels[0], 31_000, 33_000);
        Assert.InRange(levels[1], 15_000, 17_000);
        Assert.InRange(levels[2], 7_500, 8_500);
    }

    [Property(MaxTest = 300)]
    public bool What_stays_fits_and_no_more_goes_than_must(byte[][] issues, byte bound)
    {
        var (world, gone) = Evict(issues, bound);
        var before = world.Sum(kept => (long)kept.Bytes);
        var after = before - gone.Sum(index => (long)world[index].Bytes);
        return before <= bound
            ? gone.Count == 0
            : after <= bound - (bound / 8) && after + world[gone[^1]].Bytes > bound - (bound / 8);
    }

    [Property(MaxTest = 300)]
    public bool The_first_and_the_newest_of_an_issue_stay_as_long_as_any_other_is_there(byte[][] issues, byte bound)
    {
        var (world, gone) = Evict(issues, bound);
        var left = Enumerable.Range(0, world.Count).Except(gone).Where(index => world[index].Bytes > 0).ToList();
        var ends = Ends(world);
        return !gone.Any(ends.Contains) || left.All(ends.Contains);
    }

    [Property(MaxTest = 300)]
    public bool A_smaller_bound_takes_the_same_and_more(byte[][] issues, byte one, byte other)
    {
        var less = Evict(issues, Math.Min(one, other)).Gone;
        var more = Evict(issues, Math.Max(one, other)).Gone;
        return more.SequenceEqual(less.Take(more.Count));
    }

    [Property(MaxTest = 300)]
    public bool The_order_of_issues_does_not_matter(byte[][] issues, byte bound)
    {
        var (world, gone) = Evict(issues, bound);
        var reservoir = new PayloadReservoir<int>();
        foreach (var issue in world.Select((kept, index) => (kept, index)).GroupBy(pair => pair.kept.Issue).Reverse())
        {
            foreach (var (kept, index) in issue)
            {
                reservoir.Add(kept.Id, kept.Hash, kept.At, kept.Bytes, false, index);
            }

            reservoir.EndIssue();
        }

        return gone.SequenceEqual(reservoir.Evict(bound));
    }

    [Fact]
    public void Pinned_payloads_stay_when_all_others_go()
    {
        var reservoir = new PayloadReservoir<int>();
        for (var i = 0; i < 100; i++)
        {
            reservoir.Add(Id(i), Hash(0), Start.AddSeconds(-i), 10, isPinned: i % 7 == 3, i);
        }

        var gone = reservoir.Evict(0);

        Assert.Equal(Enumerable.Range(0, 100).Where(i => i % 7 != 3), gone.Order());
        Assert.Equal(14 * 10, reservoir.Bytes);
    }

    [Fact]
    public void A_loud_issue_thins_out_logarithmically_and_a_quiet_one_stays_whole()
    {
        var reservoir = new PayloadReservoir<int>();
        const int Loud = 16_384;
        for (var i = 0; i < Loud; i++)
        {
            reservoir.Add(Id(i), Hash(0), Start.AddSeconds(-i), 1, isPinned: false, i);
        }

        reservoir.EndIssue();
        for (var i = 0; i < 50; i++)
        {
            reservoir.Add(Id(Loud + i), Hash(1), Start.AddDays(-i), 1, isPinned: false, Loud + i);
        }

        var left = Enumerable.Range(0, Loud + 50).Except(reservoir.Evict(800)).ToList();

        Assert.Equal(50, left.Count(index => index >= Loud));
        Assert.Contains(0, left);
        Assert.Contains(Loud - 1, left);

        // Of the loud one each doubling of the distance to the newest keeps about as many.
        var octaves = left.Where(index => index is >= 128 and < Loud).CountBy(index => int.Log2(index)).ToDictionary();
        Assert.Equal(7, octaves.Count);
        Assert.All(octaves.Values, kept => Assert.InRange(kept, 50, 130));
    }

    [Fact]
    public void Of_an_issue_of_several_hashes_the_ends_of_each_hash_go_after_all_between_and_before_those_of_the_issue()
    {
        var reservoir = new PayloadReservoir<int>();
        int[] hashes = [1, 2, 2, 2, 1, 1, 3, 1];
        for (var i = 0; i < hashes.Length; i++)
        {
            reservoir.Add(Id(i), Hash(hashes[i]), Start.AddSeconds(-i), 8, isPinned: false, i);
        }

        var gone = reservoir.Evict(0);

        Assert.Equal([2, 4, 5], gone.Take(3).Order());
        Assert.Equal([1, 3, 6], gone.Skip(3).Take(3).Order());
        Assert.Equal([7, 0], gone.Skip(6));
    }

    [Fact]
    public void A_negative_bound_is_misuse() => Assert.Throws<ArgumentOutOfRangeException>(() => new PayloadReservoir<int>().Evict(-1));

    private static HashSet<int> Ends(List<Kept> world) =>
    [
        .. world.Select((kept, index) => (kept, index)).Where(pair => pair.kept.Bytes > 0).GroupBy(pair => pair.kept.Issue)
            .SelectMany(issue => new[] { issue.First().index, issue.Last().index }),
    ];

    /// <summary>Every array is an issue, every byte the size of a payload; hashes change with the sizes.</summary>
    private static (List<Kept> World, IReadOnlyList<int> Gone) Evict(byte[][] issues, long bound)
    {
        var world = new List<Kept>();
        var reservoir = new PayloadReservoir<int>();
        for (var issue = 0; issue < issues.Length; issue++)
        {
            foreach (var size in issues[issue])
            {
                var kept = new Kept(issue, Id(world.Count), Hash((issue * 10) + (size % 3)), Start.AddMinutes(-(world.Count / 3)), size);
                reservoir.Add(kept.Id, kept.Hash, kept.At, kept.Bytes, isPinned: false, world.Count);
                world.Add(kept);
            }

            reservoir.EndIssue();
        }

        return (world, reservoir.Evict(bound));
    }

    private static EventId Id(int number)
    {
        Span<byte> bytes = stackalloc byte[EventId.ByteLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number);
        bytes[0] = 0xe;
        return EventId.FromBytes(bytes);
    }

    private static GroupingHash Hash(int number)
    {
        Span<byte> bytes = stackalloc byte[GroupingHash.ByteLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return GroupingHash.FromBytes(bytes);
    }

    private sealed record Kept(int Issue, EventId Id, GroupingHash Hash, DateTimeOffset At, int Bytes);
}
