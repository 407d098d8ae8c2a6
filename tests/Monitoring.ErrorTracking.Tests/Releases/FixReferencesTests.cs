using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Releases.Fixes;

namespace Monitoring.ErrorTracking.Tests.Releases;

public sealed class FixReferencesTests
{
    [Theory]
    [InlineData("fixes SHOP-42", "SHOP-42")]
    [InlineData("Fix: shop-42", "shop-42")]
    [InlineData("Stop double charging (FIXED  SHOP-42).", "SHOP-42")]
    [InlineData("closes SHOP-1, SHOP-2 and SHOP-3, and SHOP-4.", "SHOP-1 SHOP-2 SHOP-3 SHOP-4")]
    [InlineData("resolves SHOP-1,SHOP-2", "SHOP-1 SHOP-2")]
    [InlineData("Fixes SHOP-1\n\nCloses: web.shop_2-7\nResolved\nA-B-3", "SHOP-1 web.shop_2-7 A-B-3")]
    [InlineData("fixes SHOP-1, closes SHOP-2", "SHOP-1 SHOP-2")]
    [InlineData("fixes SHOP-1 SHOP-2", "SHOP-1")]
    [InlineData("fixes SHOP-1 and SHOP-1, SHOP-01", "SHOP-1")]
    [InlineData("fixed and resolves SHOP-3", "SHOP-3")]
    [InlineData("fixes fixes SHOP-3", "SHOP-3")]
    [InlineData("fixes SHOP-1 android", "SHOP-1")]
    [InlineData("SHOP-42", "")]
    [InlineData("see SHOP-42", "")]
    [InlineData("prefixes SHOP-42", "")]
    [InlineData("fixing SHOP-42", "")]
    [InlineData("fixes_SHOP-42", "")]
    [InlineData("fixes:SHOP-42", "")]
    [InlineData("fixesSHOP-42", "")]
    [InlineData("fixes the SHOP-42", "")]
    [InlineData("fixes SHOP-42ü", "")]
    [InlineData("fixes SHOP-42x", "")]
    [InlineData("fixes SHOP-0", "")]
    [InlineData("fixes SHOP-99999999999999999999", "")]
    [InlineData("fixes #42", "")]
    [InlineData("fixes", "")]
    [InlineData("fixes:", "")]
    [InlineData("fixes SHOP-42,", "SHOP-42")]
    [InlineData("fixes SHOP-42 and", "SHOP-42")]
    [InlineData("", "")]
    public void Find_AMessage_NamesTheIssuesThatItSaysToFix(string message, string expected)
    {
        Assert.Equal(expected, string.Join(' ', FixReferences.Find(message).Select(found => $"{found.Slug}-{found.Number}")));
    }

    [Property]
    public Property Find_WhatWasPutIn_IsFound() => Prop.ForAll(Arb.From(Lists), list =>
    {
        var found = FixReferences.Find($"{list.Before} {list.Word}{list.Colon} {string.Concat(list.Ids.Select((id, i) => (i == 0 ? "" : list.Separator) + id))}{list.After}");

        Assert.Equal(list.Ids.Distinct(), found.Select(reference => $"{reference.Slug}-{reference.Number}"));
    });

    [Property]
    public Property Find_AnyText_NeverThrowsAndFindsOnlyWhatStandsThere() => Prop.ForAll(Arb.From(Texts), text =>
    {
        foreach (var (slug, number) in FixReferences.Find(text))
        {
            Assert.Contains($"{slug}-", text, StringComparison.Ordinal);
            Assert.True(number > 0);
        }
    });

    private static Gen<string> Id =>
        from slug in Gen.Elements("SHOP", "web", "a-b", "x.y_z", "_", "fixes", "and")
        from number in Gen.Choose(1, 2_000)
        select $"{slug}-{number}";

    private static Gen<(string Before, string Word, string Colon, string[] Ids, string Separator, string After)> Lists =>
        from before in Gen.Elements("", "Charge once.", "see #1,", "(", "fixes", "A-1 and")
        from word in Gen.Elements("fix", "Fixes", "FIXED", "close", "closes", "Closed", "resolve", "ResolveS", "resolved")
        from colon in Gen.Elements("", ":")
        from ids in Gen.NonEmptyListOf(Id)
        from separator in Gen.Elements(",", ", ", " and ", ", and ", " , ", "\nAND\t")
        from after in Gen.Elements("", ".", ")", " see B-2", "\n", ";", " and so on")
        select (before, word, colon, ids.ToArray(), separator, after);

    private static Gen<string> Texts =>
        Gen.OneOf(
            Gen.ListOf(Gen.Elements("fixes", ":", " ", ",", "and", "SHOP-1", "-", ".", "\ud800", "\0", "9", "é", "\n", "resolved")).Select(string.Concat),
            ArbMap.Default.GeneratorFor<string?>().Select(text => $"fixes {text}"));
}
