using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.Storage.Documents;

namespace Monitoring.Tests.Storage.Documents;

public sealed class IndexKeyTests
{
    /// <summary>A field is a text or a number.</summary>
    private static readonly Arbitrary<object[]> Fields = Gen.ArrayOf(Gen.OneOf(
            Gen.ArrayOf(Gen.Elements("a", "b", "\0", "\u0001", "\u00ff", "\uffff", "ж", "\U0001F600", "")).Select(object (parts) => string.Concat(parts.Take(12))),
            Gen.Choose(195, 205).Select(object (length) => new string('x', length)),
            Gen.Elements<object>(long.MinValue, -256L, -1L, 0L, 1L, 255L, 256L, long.MaxValue),
            Gen.Choose(-1_000, 1_000).Select(object (number) => (long)number)))
        .Select(fields => fields.Take(3).ToArray())
        .ToArbitrary();

    [Property(MaxTest = 2_000)]
    public Property The_order_of_the_bytes_is_that_of_the_fields() => Prop.ForAll(Fields, Fields, (first, second) =>
        !Comparable(first, second) || Math.Sign(Key(first).CompareTo(Key(second))) == Math.Sign(Compare(first, second)));

    [Property(MaxTest = 1_000)]
    public Property Keys_are_equal_when_their_fields_are() => Prop.ForAll(Fields, Fields, (first, second) =>
        (Key(first) == Key(second)) == first.SequenceEqual(second) && Key(first) == Key(first) && Key(first).GetHashCode() == Key([.. first]).GetHashCode());

    [Property(MaxTest = 1_000)]
    public Property A_key_of_fewer_fields_is_a_prefix_of_those_that_continue_it_and_of_no_others() => Prop.ForAll(Fields, Fields, (first, second) =>
    {
        var begins = second.Length >= first.Length && second.Take(first.Length).SequenceEqual(first);
        return Key(second).StartsWith(Key(first)) == begins && IndexRange.StartingWith(Key(first)).Contains(Key(second)) == begins;
    });

    [Property]
    public Property Bytes_make_the_key_again() => Prop.ForAll(Fields, fields => IndexKey.FromBytes(Key(fields).Bytes) == Key(fields));

    [Fact]
    public void Text_BeyondTheOrderedBytes_DiffersStill()
    {
        var text = new string('x', 5_000);

        Assert.NotEqual(IndexKey.Empty.Add(text + "a"), IndexKey.Empty.Add(text + "b"));
        Assert.Equal(IndexKey.Empty.Add(text), IndexKey.Empty.Add(new string('x', 5_000)));
        Assert.True(IndexKey.Empty.Add(text).Bytes.Length < 300);
    }

    [Fact]
    public void Instants_AreOrderedByUtcAndDaysByAny()
    {
        var instant = new DateTimeOffset(2031, 3, 4, 12, 0, 0, TimeSpan.FromHours(9));

        Assert.Equal(IndexKey.Empty.Add(instant), IndexKey.Empty.Add(instant.ToUniversalTime()));
        Assert.True(IndexKey.Empty.Add(instant) < IndexKey.Empty.Add(instant.AddTicks(1)));
        Assert.True(IndexKey.Empty.Add(DateTimeOffset.MinValue) < IndexKey.Empty.Add(instant));
        Assert.True(IndexKey.Empty.Add(false) < IndexKey.Empty.Add(true));
    }

    [Fact]
    public void LoneSurrogates_CountAsTheReplacementCharacter() => Assert.Equal(IndexKey.Empty.Add("a\ufffdb"), IndexKey.Empty.Add("a\ud83db"));

    [Fact]
    public void PrefixEnd_OfNothingOrOfGreatestBytes_IsNone()
    {
        Assert.Null(IndexKey.Empty.PrefixEnd());
        Assert.Null(IndexKey.FromBytes(new byte[] { 255, 255 }).PrefixEnd());
        Assert.Equal(IndexKey.FromBytes(new byte[] { 2 }), IndexKey.FromBytes(new byte[] { 1, 255 }).PrefixEnd());
    }

    [Fact]
    public void Keys_beyond_the_greatest_length_are_refused()
    {
        var key = Enumerable.Range(0, 100).Aggregate(IndexKey.Empty, (key, number) => key.Add((long)number));

        Assert.Equal(IndexKey.MaxLength, key.Bytes.Length);
        Assert.Throws<ArgumentException>(() => key.Add(1L));
        Assert.Throws<ArgumentException>(() => IndexKey.FromBytes(new byte[IndexKey.MaxLength + 1]));
    }

    private static IndexKey Key(object[] fields) => fields.Aggregate(IndexKey.Empty, (key, field) => field is string text ? key.Add(text) : key.Add((long)field));

    /// <summary>Only texts within the ordered bytes and fields of the same kinds have an order that is promised.</summary>
    private static bool Comparable(object[] first, object[] second) =>
        first.Zip(second).TakeWhile(fields => fields.First.Equals(fields.Second)).Count() is var same
        && (same == Math.Min(first.Length, second.Length)
            || (first[same].GetType() == second[same].GetType()
                && !(first[same] is string one && second[same] is string two && Math.Min(Utf8(one).Length, Utf8(two).Length) > IndexKey.MaxTextBytes)));

    private static int Compare(object[] first, object[] second)
    {
        foreach (var (one, two) in first.Zip(second))
        {
            var order = one is string text ? Utf8(text).AsSpan().SequenceCompareTo(Utf8((string)two)) : ((long)one).CompareTo((long)two);
            if (order != 0)
            {
                return order;
            }
        }

        return first.Length.CompareTo(second.Length);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
