using System.Text;
using FsCheck.Xunit;
using Monitoring.Storage.Blobs;

namespace Monitoring.Tests;

/// <summary>What an id writes it reads; what is no id it refuses.</summary>
public sealed class IdentifierTests
{
    [Property]
    public bool Project_and_issue_ids_read_what_they_write(FsCheck.PositiveInt low, int high)
    {
        var value = ((long)(high & int.MaxValue) << 31) + low.Get;

        return ProjectId.TryParse(new ProjectId(value).ToString(), out var project) && project.Value == value
            && IssueId.TryParse(new IssueId(value).ToString(), out var issue) && issue.Value == value;
    }

    [Property]
    public bool Entity_ids_sort_by_the_instant_of_their_creation(FsCheck.NonNegativeInt since, FsCheck.PositiveInt later)
    {
        var clock = new FixedClock { Now = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero).AddTicks(since.Get) };
        var first = EntityId.Create(clock);
        clock.Now = clock.Now.AddTicks(2 + later.Get);
        var second = EntityId.Create(clock);

        return first.CompareTo(second) < 0 && string.CompareOrdinal(first.ToString(), second.ToString()) < 0 && second.Value.Version == 7 && second.Value.Variant is >= 8 and <= 11;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1.0")]
    [InlineData("1,000")]
    [InlineData("1e3")]
    [InlineData("0x1")]
    [InlineData("१")]
    [InlineData("9223372036854775808")]
    public void Project_and_issue_ids_refuse_what_is_no_positive_decimal(string? text)
    {
        Assert.False(ProjectId.TryParse(text, out var project));
        Assert.False(IssueId.TryParse(text, out var issue));
        Assert.True(project.IsDefault);
        Assert.True(issue.IsDefault);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void Project_and_issue_ids_are_not_made_of_zero_and_less(long value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProjectId(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IssueId(value));
    }

    [Fact]
    public void The_greatest_ids_are_read()
    {
        Assert.True(ProjectId.TryParse("9223372036854775807", out var project));
        Assert.Equal(long.MaxValue, project.Value);
    }

    [Property]
    public bool Event_ids_read_what_they_write_in_every_form(Guid value)
    {
        if (value == Guid.Empty)
        {
            return !EventId.TryParse(value.ToString("N"), out _);
        }

        var id = new EventId(value);
        var bytes = new byte[EventId.ByteLength];
        string[] forms = [id.ToString(), id.ToString().ToUpperInvariant(), value.ToString("D"), value.ToString("D").ToUpperInvariant()];
        return forms.All(form => EventId.TryParse(form, out var fromText) && fromText == id && EventId.TryParse(Encoding.ASCII.GetBytes(form), out var fromAscii) && fromAscii == id)
            && id.TryWriteBytes(bytes) && EventId.FromBytes(bytes) == id && Convert.ToHexStringLower(bytes) == id.ToString();
    }

    [Property]
    public bool Event_ids_sort_as_their_texts(Guid first, Guid second) =>
        Math.Sign(new EventId(first).CompareTo(new EventId(second))) == Math.Sign(string.CompareOrdinal(new EventId(first).ToString(), new EventId(second).ToString()));

    [Property]
    public bool Entity_ids_read_what_they_write_and_sort_as_their_texts(Guid first, Guid second)
    {
        var (one, two) = (new EntityId(first), new EntityId(second));
        var reads = EntityId.TryParse(one.ToString(), out var read) ? read == one : first == Guid.Empty;

        return reads && Math.Sign(one.CompareTo(two)) == Math.Sign(string.CompareOrdinal(one.ToString(), two.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    [InlineData("{01234567-89ab-cdef-0123-456789abcdef}")]
    [InlineData("0123456789abcdef0123456789abcde\u0661")]
    public void Event_ids_refuse_what_is_no_uuid(string text)
    {
        Assert.False(EventId.TryParse(text, out _));
        Assert.False(EventId.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Fact]
    public void Ids_made_later_sort_after_earlier_ones()
    {
        var start = new DateTimeOffset(2031, 3, 4, 0, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 50).Select(i => (Event: EventId.Create(new FixedTime(start.AddMilliseconds(i))), Entity: EntityId.Create(new FixedTime(start.AddMilliseconds(i))))).ToList();

        Assert.Equal(ids.Select(id => id.Event).Order(), ids.Select(id => id.Event));
        Assert.Equal(ids.Select(id => id.Entity).Order(), ids.Select(id => id.Entity));
        Assert.All(ids, id => Assert.Equal(7, id.Entity.Value.Version));
    }

    [Property]
    public bool Grouping_hashes_read_what_they_write_and_sort_as_their_texts(Guid first, Guid second)
    {
        var (one, two) = (Hash(first), Hash(second));
        var bytes = new byte[GroupingHash.ByteLength];

        return GroupingHash.TryParse(one.ToString(), out var read) && read == one
            && GroupingHash.TryParse(one.ToString().ToUpperInvariant(), out read) && read == one
            && one.TryWriteBytes(bytes) && GroupingHash.FromBytes(bytes) == one
            && Math.Sign(one.CompareTo(two)) == Math.Sign(string.CompareOrdinal(one.ToString(), two.ToString()));
    }

    [Fact]
    public void Grouping_hashes_refuse_what_is_not_16_bytes()
    {
        Assert.False(GroupingHash.TryParse(null, out _));
        Assert.False(GroupingHash.TryParse("", out _));
        Assert.False(GroupingHash.TryParse(new string('a', 31), out _));
        Assert.False(GroupingHash.TryParse(new string('a', 33), out _));
        Assert.False(GroupingHash.TryParse(new string('g', 32), out _));
        Assert.Throws<ArgumentException>(() => GroupingHash.FromBytes(new byte[15]));
        Assert.True(default(GroupingHash).IsDefault);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("AZaz09_", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a-b", false)]
    [InlineData("a b", false)]
    [InlineData("é", false)]
    [InlineData("a\0", false)]
    public void Public_keys_are_letters_digits_and_underscores(string? text, bool accepted)
    {
        Assert.Equal(accepted, PublicKey.TryParse(text, out var key));
        Assert.Equal(accepted ? text : "", key.ToString());
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Public_keys_have_up_to_64_characters(int length, bool accepted) => Assert.Equal(accepted, PublicKey.TryParse(new string('k', length), out _));

    [Property]
    public bool Blob_ids_read_what_they_write(Guid value, FsCheck.NonNegativeInt project)
    {
        var id = new BlobId(project.Get == 0 ? default : new ProjectId(project.Get), new EntityId(value));

        return BlobId.TryParse(id.ToString(), out var read) ? read == id : value == Guid.Empty;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("1/")]
    [InlineData("/01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("x/01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("1/../../etc")]
    public void Blob_ids_refuse_other_texts(string? text) => Assert.False(BlobId.TryParse(text, out _));

    private static GroupingHash Hash(Guid value) => GroupingHash.FromBytes(value.ToByteArray());

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class FixedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
