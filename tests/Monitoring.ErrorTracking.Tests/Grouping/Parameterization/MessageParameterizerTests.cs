using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Grouping.Parameterization;

namespace Monitoring.ErrorTracking.Tests.Grouping.Parameterization;

/// <summary>What is masked in messages, and what is not.</summary>
public sealed class MessageParameterizerTests
{
    [Theory]
    [InlineData("example.com", "<hostname>")]
    [InlineData("see foo.bar.example.org/path", "see <hostname>/path")]
    [InlineData("module shop.cart.basket", "module shop.cart.basket")]
    [InlineData("2001:0db8:85a3:0000:0000:8a2e:0370:7334", "<ip>")]
    [InlineData("fe80::1", "<ip>")]
    [InlineData("::1", "<ip>")]
    [InlineData("from ::ffff:10.0.0.1: refused", "from <ip>: refused")]
    [InlineData("std::vector", "std::vector")]
    [InlineData("1-67891233-abcdef012345678912345678", "<traceparent>")]
    [InlineData("0751007cd28df267e8e051b51f918c60", "<md5>")]
    [InlineData("Mon, 2 Jan 06 15:04 MST", "<date>")]
    [InlineData("02 Jan 06 15:04 -0700", "<date>")]
    [InlineData("Mon Jan  2 15:04:05 2006", "<date>")]
    [InlineData("Mon Jan  2 15:04:05 MST 2006", "<date>")]
    [InlineData("Mon Jan 02 15:04:05 -0700 2006", "<date>")]
    [InlineData("Jan 18, 2019", "<date>")]
    [InlineData("Mon Jan 02, 1999", "<date>")]
    [InlineData("15:04:05", "<date>")]
    [InlineData("23ms", "<duration>")]
    [InlineData("tx274a77a8975c4a66aeb24-0052d95365", "<swift_txn_id>")]
    [InlineData("9aF8c3be", "9aF8c3be")]
    [InlineData("-0.5", "<float>")]
    [InlineData("utf-8", "utf<int>")]
    [InlineData("4,150,908", "<int>,<int>,<int>")]
    [InlineData("12345678", "<hex>")]
    [InlineData("a='some text'", "a=<quoted_str>")]
    [InlineData("a=False", "a=<bool>")]
    [InlineData("sha256 of abc123", "sha256 of abc123")]
    public void Mask_UnderNewstyle2026_KnowsTheKindsOfValues(string text, string expected) =>
        Assert.Equal(expected, MessageParameterizer.Mask(text, MaskingMode.Newstyle2026));

    [Theory]
    [InlineData("No such charge: ch_3NabcXYZ12", "No such charge: ch_<id>")]
    [InlineData("No such charge: ch_3MmlLrLkdIwHu7ix0snN0B15", "No such charge: ch_<id>")]
    [InlineData("customer cus_NffrFeUfNV2Hib", "customer cus_<id>")]
    [InlineData("ch_123456", "ch_<int>")]
    [InlineData("user_42_profile", "user_<int>_profile")]
    [InlineData("order-123 failed", "order-<int> failed")]
    [InlineData("issue #123", "issue #<int>")]
    [InlineData("job-7c1811ed-e98f-4c9c-a9f9-58c757ff494f", "job-<uuid>")]
    [InlineData("upload_7c1811ed-e98f-4c9c-a9f9-58c757ff494f_part", "upload_<uuid>_part")]
    [InlineData("session_deadbeef42", "session_<hex>")]
    [InlineData("x=user@example.com", "x=<email>")]
    [InlineData("sha256 ipv4 utf16le http2 base64", "sha256 ipv4 utf16le http2 base64")]
    [InlineData("get_value_of_item", "get_value_of_item")]
    [InlineData("KeyError: 'order_code404Handler'", "KeyError: 'order_code404Handler'")]
    [InlineData("it is -5 degrees", "it is <int> degrees")]
    public void Mask_Extended_MasksIdsThatHangOnWords(string text, string expected) =>
        Assert.Equal(expected, MessageParameterizer.Mask(text, MaskingMode.Extended));

    [Fact]
    public void Mask_NothingToMask_GivesTheSameText()
    {
        const string text = "The basket is empty";

        Assert.Same(text, MessageParameterizer.Mask(text, MaskingMode.Newstyle2026));
    }

    [Property]
    public Property Parameterize_AnyText_NeverThrowsAndDoesNotDependOnCulture() => Prop.ForAll(Texts, text =>
    {
        foreach (var mode in Enum.GetValues<MaskingMode>())
        {
            var masked = MessageParameterizer.Parameterize(text, mode);
            var culture = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            try
            {
                Assert.Equal(masked, MessageParameterizer.Parameterize(text, mode));
            }
            finally
            {
                CultureInfo.CurrentCulture = culture;
            }
        }
    });

    [Property]
    public Property Mask_OtherNumbersAndIds_GivesTheSameText() => Prop.ForAll(
        Arb.From(Gen.Choose(0, 9_999_999)), Arb.From(Gen.Choose(0, 9_999_999)), ArbMap.Default.ArbFor<Guid>(), (one, other, id) =>
        {
            foreach (var mode in Enum.GetValues<MaskingMode>())
            {
                Assert.Equal(
                    MessageParameterizer.Mask($"no basket {one} of {id} (took {one}ms)", mode),
                    MessageParameterizer.Mask($"no basket {other} of {Guid.Empty} (took {other}ms)", mode));
            }
        });

    [Property]
    public Property Mask_ExtendedIdBehindAnyJoint_GivesTheSameText() => Prop.ForAll(
        Arb.From(Gen.Elements('_', '-', '#')), Arb.From(Gen.Choose(0, 9_999_999)), Arb.From(Gen.Choose(0, 9_999_999)), (joint, one, other) =>
            Assert.Equal(
                MessageParameterizer.Mask($"order{joint}{one} is gone", MaskingMode.Extended),
                MessageParameterizer.Mask($"order{joint}{other} is gone", MaskingMode.Extended)));

    /// <summary>Each text would take hours with a method that reads it again from every place.</summary>
    [Theory]
    [InlineData("a")]
    [InlineData("a.")]
    [InlineData("a-")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData("1:")]
    [InlineData("f:")]
    [InlineData("a@")]
    [InlineData("=\"")]
    [InlineData("='")]
    [InlineData("_1")]
    [InlineData("datetime.datetime(")]
    [InlineData("http://")]
    [InlineData("Mon, ")]
    [InlineData("aé1")]
    [InlineData("0123456789abcdef")]
    public void Mask_LongHostileText_EndsInReasonableTime(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 500_000 / part.Length));

        foreach (var mode in Enum.GetValues<MaskingMode>())
        {
            Assert.NotNull(MessageParameterizer.Mask(text, mode));
        }
    }

    private static Arbitrary<string> Texts { get; } = Arb.From(
        from parts in Gen.Elements(
            "a", "Z", "0", "7", "12", " ", "\n", "-", "_", ".", ":", "/", "@", "=", "'", "\"", "{", "<", ">", "\ud800", "é", "Mon, ", "Jan", "http://", "x.com", "T", "2006-01-02",
            "ms", "0x", "deadbeef", "10.0.0.1", "::", "datetime.datetime(").ListOf()
        select string.Concat(parts));
}
