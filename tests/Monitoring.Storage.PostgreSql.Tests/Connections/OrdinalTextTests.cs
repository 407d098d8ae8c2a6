using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Monitoring.Storage.PostgreSql.Tests.Connections;

/// <summary>Texts as the database keeps them.</summary>
public sealed class OrdinalTextTests
{
    private static readonly char[] Edges = ['\0', '\x1', 'a', '\x7F', '\x80', '\x7FF', '\x800', '\xD7FF', '\xD800', '\xDBFF', '\xDC00', '\xDFFF', '\xE000', '\xFFFF'];

    private static Arbitrary<string> Texts => Gen.OneOf(Gen.Elements(Edges), ArbMap.Default.GeneratorFor<char>()).ListOf().Select(units => new string([.. units])).ToArbitrary();

    [Property]
    public Property Bytes_sort_as_the_texts_do_and_lead_back_to_them() => Prop.ForAll(Texts, Texts, (first, second) =>
    {
        var (one, other) = (OrdinalText.Encode(first), OrdinalText.Encode(second));
        Assert.Equal(first, OrdinalText.Decode(one));
        Assert.Equal(Math.Sign(string.CompareOrdinal(first, second)), Math.Sign(one.AsSpan().SequenceCompareTo(other)));
        Assert.True(one.Length <= OrdinalText.MaxBytes * first.Length);
    });

    [Property]
    public void Other_bytes_are_refused_or_are_of_a_text(byte[] bytes)
    {
        try
        {
            _ = OrdinalText.Decode(bytes);
        }
        catch (FormatException)
        {
            // As it should be.
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    [InlineData(new byte[] { 0xE2, 0x82, 0x41 })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98, 0x80 })]
    public void Bytes_that_no_text_has_are_refused(byte[] bytes) => Assert.Throws<FormatException>(() => OrdinalText.Decode(bytes));
}
