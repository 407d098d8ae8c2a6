using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Grouping;

namespace Monitoring.ErrorTracking.Tests.Grouping;

public sealed class MessageMaskTests
{
    [Theory]
    [InlineData("no order 17", "no order <int>")]
    [InlineData("order_17 order-17 order#17 (17) '17' 17", "order_<int> order-<int> order#<int> (<int>) '<int>' <int>")]
    [InlineData("17", "<int>")]
    [InlineData("-5 below -1.5", "<int> below <float>")]
    [InlineData("took 12.75s and 10ms", "took <float>s and <int>ms")]
    [InlineData("id 9ec79c33-ec99-42ab-8353-589fcb2e04dc gone", "id <uuid> gone")]
    [InlineData("id 9EC79C33EC9942AB8353589FCB2E04DC gone", "id <hex> gone")]
    [InlineData("at 0x7fff5fbff000", "at <hex>")]
    [InlineData("commit 5f3a9c1", "commit <hex>")]
    [InlineData("user x8Fj29dkQ01", "user <id>")]
    [InlineData("from 10.0.0.1:5432 to ::1", "from <ip>:<int> to <ip>")]
    [InlineData("host fe80::1ff:fe23:4567:890a down.", "host <ip> down.")]
    [InlineData("at 12:34:56", "at <int>:<int>:<int>")]
    [InlineData("mail to jo.doe+x@mail.example.org failed", "mail to <email> failed")]
    [InlineData("sha256 utf8 x86 log4j H2O", "sha256 utf8 x86 log4j H2O")]
    [InlineData("feedface decade", "feedface decade")]
    [InlineData("Windows2019Server", "Windows2019Server")]
    [InlineData("plain text, with: nothing!", "plain text, with: nothing!")]
    [InlineData("ошибка 5 — заказ №17", "ошибка <int> — заказ №<int>")]
    [InlineData("", "")]
    [InlineData("1.2.3", "<float>.<int>")]
    [InlineData("a@b", "a@b")]
    [InlineData("first 1\n\n second 2 \r\nthird 3", "first <int>\nsecond <int>...")]
    public void Mask_Text_ReplacesWhatChanges(string text, string masked)
    {
        Assert.Equal(masked, MessageMask.Mask(text));
    }

    [Property(MaxTest = 500)]
    public Property Mask_Twice_IsTheSame() => Prop.ForAll(Texts(), text =>
    {
        var once = MessageMask.Mask(text);

        Assert.Equal(once, MessageMask.Mask(once));
    });

    [Property]
    public Property Mask_AnyNumberInAnyPlace_DoesNotMatter() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, int.MaxValue)).ToArbitrary(),
        pair => Assert.Equal(MessageMask.Mask($"order {pair.Item1} of job_{pair.Item2} failed"), MessageMask.Mask($"order {pair.Item2} of job_{pair.Item1} failed")));

    [Property]
    public void Mask_AnyText_NeverThrows(string? text) => MessageMask.Mask(text ?? "");

    [Fact]
    public void Mask_LongText_IsBounded()
    {
        Assert.InRange(MessageMask.Mask(string.Concat(Enumerable.Repeat("a.a@1:", 1_000_000))).Length, 1, 100_000);
    }

    private static Arbitrary<string> Texts() => Gen.Elements(
            "a", "Z", "0", "7", "42", " ", "-", "_", "#", ".", ":", "::", "@", "%", "<", ">", "\n", "0x", "ms", "fe80", "10.0.0.1", "deadbeef1", "é", "...", "<int>")
        .ListOf().Select(parts => string.Concat(parts)).ToArbitrary();
}
