using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping;
using static Monitoring.ErrorTracking.Tests.Grouping.GroupingEvents;

namespace Monitoring.ErrorTracking.Tests.Grouping;

/// <summary>What changes from build to build and from machine to machine changes no hash of any event; what makes it another error does.</summary>
public sealed class GroupingInvarianceTests
{
    [Property]
    public Property Line_numbers_do_not_matter() => Unchanged(
        Gen.Choose(1, 100_000), (sample, line) => sample.WithFrames(frame => frame with { LineNumber = frame.LineNumber + line, ColumnNumber = line }));

    [Property]
    public Property Addresses_do_not_matter() => Unchanged(
        Gen.Choose(1, int.MaxValue), (sample, address) => sample.WithFrames(frame => frame with { Native = new NativeFrame { InstructionAddress = $"0x{address:x}", SymbolAddress = $"0x{address / 16:x}" } }));

    [Property]
    public Property Path_prefixes_do_not_matter() => Unchanged(
        Gen.Elements("/home/ann/work/", "/opt/app/releases/20261122/", "C:\\agents\\7\\s\\", "/var/task/"),
        (sample, prefix) => sample.WithFrames(frame => frame.AbsolutePath is null ? frame : frame with { AbsolutePath = prefix + frame.AbsolutePath.TrimStart('/') }));

    [Property]
    public Property Release_and_machine_do_not_matter() => Unchanged(
        Gen.Choose(1, int.MaxValue), (sample, number) => sample with { Release = $"shop@{number}", Distribution = $"{number}", Environment = "e" + number });

    [Property]
    public Property Times_and_time_zones_do_not_matter() => Unchanged(
        Gen.Choose(-14, 14), (sample, hours) => sample with
        {
            Timestamp = new DateTimeOffset(2026, 11, 22, 23, 59, 59, TimeSpan.FromHours(hours)),
            ReceivedAt = new DateTimeOffset(2026, 11, 23, 0, 0, 1, TimeSpan.FromHours(hours)),
        });

    [Property]
    public Property Ids_in_values_do_not_matter() => Prop.ForAll(
        (from number in Gen.Choose(0, int.MaxValue)
         from bytes in Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), 16)
         from mark in Gen.Elements("_", "-", "#", " ", ":", "/")
         select (number, new Guid(bytes), mark)).ToArbitrary(),
        ids => Assert.Equal(
            Hashes(Error(Exception("E", $"order{ids.mark}17 of ch_42 by 0d0f0a7e-4b3c-4d8e-9f10-111213141516"))),
            Hashes(Error(Exception("E", $"order{ids.mark}{ids.number} of ch_{ids.number} by {ids.Item2}")))));

    [Property]
    public Property Hashes_of_builds_in_file_names_do_not_matter() => Prop.ForAll(
        Gen.Zip(Hash, Hash).ToArbitrary(), pair => Assert.Equal(Hashes(Bundle(pair.Item1)), Hashes(Bundle(pair.Item2))));

    [Property]
    public Property Foreign_frames_do_not_matter_beside_own_ones() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 5), Gen.Choose(0, 5)).ToArbitrary(),
        counts =>
        {
            var sample = Error(Exception("E", "v", Frame("main"), Frame("pay")));
            var other = Error(Exception("E", "v", [.. Foreign(counts.Item1), Frame("main"), .. Foreign(counts.Item2), Frame("pay")]));

            // The first known hash decides: that of the own frames, which comes first.
            Assert.Equal(Hashes(sample)[0], Hashes(other)[0]);
        });

    [Property]
    public Property Another_type_is_another_issue() => Prop.ForAll(
        Errors, sample =>
        {
            var other = sample with { Exceptions = [.. sample.Exceptions.Select(exception => exception with { Type = exception.Type + "Other" })] };
            Assert.Empty(Hashes(sample).Intersect(Hashes(other)));
        });

    [Property]
    public Property Another_call_chain_is_another_issue() => Prop.ForAll(
        Gen.Elements("pay", "load", "save", "main").ListOf(3).ToArbitrary(),
        functions =>
        {
            var sample = Error(Exception("E", "v", [.. functions.Select(function => Frame(function))]));
            var longer = Error(Exception("E", "v", [.. functions.Append("other").Select(function => Frame(function))]));
            var renamed = Error(Exception("E", "v", [.. functions.Skip(1).Prepend("other").Select(function => Frame(function))]));

            Assert.Empty(Hashes(sample).Intersect(Hashes(longer)));
            Assert.Empty(Hashes(sample).Intersect(Hashes(renamed)));
        });

    [Property]
    public Property An_event_has_the_same_hashes_each_time_and_by_each_instance() => Prop.ForAll(
        Errors, sample => Assert.Equal(Hashes(sample), Strategies.Named(Strategies.Default.Id).Group(sample, GroupingRules.Parse("", "")).Hashes));

    [Fact]
    public void Known_events_have_the_hashes_that_they_have_in_every_process()
    {
        // Written down: another process, machine or day must give the same.
        Assert.Equal("816d2325f30a3e6513fc703e2b86050c", string.Join(' ', Hashes(Error(Exception("KeyError", "no basket 17", Frame("main"), Frame("pay"))))));
        Assert.Equal("bf495a34750804af6aa0fb9119265c12", string.Join(' ', Hashes(Message("order ch_12345678 failed"))));
    }

    [Theory]
    [InlineData(10_000, 64)]
    [InlineData(50, 100_000)]
    public void Hostile_frames_stay_within_bounds(int count, int length)
    {
        var frames = Enumerable.Range(0, count).Select(index => Frame(new string((char)('a' + (index % 26)), length) + index, new string('m', length))).ToArray();
        var sample = Error(Exception("E", "v", frames));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.NotEmpty(Hashes(sample));

        // Wide bounds that only growth of another order breaks.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40L * count * (length + 200));
    }

    [Fact]
    public void Cycles_in_the_parents_of_an_exception_group_end()
    {
        foreach (var (first, second, third) in ((int, int, int)[])[(1, 2, 0), (0, 0, 0), (2, 1, 1), (1, 0, 1)])
        {
            Assert.NotEmpty(Hashes(Error(Group(0, first), Group(1, second), Group(2, third))));
        }
    }

    [Fact]
    public void A_chain_of_a_thousand_groups_ends() => Assert.NotEmpty(Hashes(Error([.. Enumerable.Range(0, 1_000).Select(id => Group(id, id - 1))])));

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\udc00b")]
    [InlineData("\ud800\ud800\udc00")]
    public void Lone_surrogates_are_grouped(string text)
    {
        var sample = Error(Exception(text, text, Frame(text, text) with { FileName = text, AbsolutePath = text, ContextLine = text }));

        Assert.Equal(Hashes(sample), Hashes(sample));
        Assert.NotEmpty(Hashes(Message(text)));
    }

    private static Gen<string> Hash { get; } =
        from bytes in Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), 4)
        let hash = Convert.ToHexStringLower(bytes)
        where hash.Any(char.IsAsciiDigit) && hash.Any(char.IsAsciiLetter)
        select hash;

    private static Property Unchanged<T>(Gen<T> changes, Func<ErrorEvent, T, ErrorEvent> change) => Prop.ForAll(
        Gen.Zip(Errors.Generator, changes).ToArbitrary(), pair => Assert.Equal(Hashes(pair.Item1), Hashes(change(pair.Item1, pair.Item2))));

    private static ErrorEvent Bundle(string hash) => Event("javascript") with
    {
        Type = EventTypes.Error,
        Exceptions =
        [
            Exception("E", "v", new StackFrame { Function = "pay", FileName = $"app:///main.{hash}.js", AbsolutePath = $"app:///main.{hash}.js", InApp = true }),
        ],
    };

    private static IEnumerable<StackFrame> Foreign(int count) => Enumerable.Range(0, count).Select(index => Frame($"lib{index}", "library", inApp: false));

    private static ExceptionInfo Group(int id, int parent) => Exception("E" + id, "v", Frame("f" + id)) with
    {
        Mechanism = new Mechanism { Type = "chained", ExceptionId = id, ParentId = parent < 0 ? null : parent, IsExceptionGroup = true },
    };

    private static ImmutableArray<GroupingHash> Hashes(ErrorEvent sample) => Strategies.Default.Group(sample, GroupingRules.None).Hashes;
}
