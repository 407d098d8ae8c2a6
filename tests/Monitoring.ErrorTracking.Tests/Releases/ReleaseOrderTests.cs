using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Releases;
using Monitoring.ErrorTracking.Releases.Versions;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Releases;

public sealed class ReleaseOrderTests
{
    private static readonly ReleaseOrder Order = new();

    private static Gen<string> Release => Gen.OneOf(Versions, Numbers, Words).Select(text => text.Length > 200 ? text[..200] : text);

    private static Gen<string> Versions =>
        from package in Gen.Elements("", "", "shop@", "shop-web@", "@scope/shop@")
        from numbers in Gen.Elements("1.0", "1.2.3", "1.2.10", "2.0.0", "10.0.0.7", "10.0.0.12", "0.9", "v1.2.3")
        from prerelease in Gen.Elements("", "", "-rc.1", "-rc.2", "-rc.10", "-alpha", "-alpha.1", "-1", "-beta-x")
        from build in Gen.Elements("", "", "+5", "+40", "+4f06ce6", "+2.1")
        select package + numbers + prerelease + build;

    private static Gen<string> Numbers =>
        from stem in Gen.Elements("", "build-", "v", "shop@")
        from number in Gen.Elements("7", "1007", "20261123", "2026-11-23", "2026-11-23-2", "2026-11-23T10:00:00Z", "20261123.4")
        select stem + number;

    private static Gen<string> Words => Gen.OneOf(Gen.Elements("4f06ce6fdd8b9fecd52f769ce30c352e3694ee0d", "abc1234", "main", "", "@", "1.", "1..2", "1.2.3-", "1.2.3+"), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get));

    [Theory]
    [InlineData("388.0.6", "388.0.8", -1)] // judged the same or later
    [InlineData("10.18.7", "10.24.0", -1)] // a correction of the old branch that was made later
    [InlineData("5.36.2", "5.36.10", -1)] // bare versions are versions
    [InlineData("shop@5.36.2", "shop@5.36.10", -1)]
    [InlineData("shop@1.0.0-rc.2", "shop@1.0.0", -1)]
    [InlineData("shop@1.0.0-rc.2", "shop@1.0.0-rc.10", -1)]
    [InlineData("shop@1.0.0-2", "shop@1.0.0-alpha", -1)]
    [InlineData("shop@1.0.0-alpha", "shop@1.0.0-alpha.1", -1)]
    [InlineData("shop@1.2.3+5", "shop@1.2.3+40", -1)]
    [InlineData("shop@1.2.3", "shop@1.2.3+5", -1)]
    [InlineData("Shop.Web@10.0.4821.3", "Shop.Web@10.0.4821.12", -1)] // four numbers, as .NET has them
    [InlineData("1.2", "1.2.0.0", 0)]
    [InlineData("v1.2.3", "1.2.3", 0)]
    [InlineData("1.9.0", "999.9.9", -1)] // later it is; whether a sender is believed is not decided here
    [InlineData("2026-11-23", "2026-11-23-2", -1)]
    [InlineData("20261123.4", "20261123.10", -1)]
    [InlineData("2026.9.30", "2026.11.2", -1)]
    [InlineData("build-99", "build-1007", -1)]
    [InlineData("main", "main", 0)]
    [InlineData("shop@388.0.6", "shop-web@388.0.8", null)] // another package
    [InlineData("388.0.6", "shop@388.0.8", null)]
    [InlineData("1.2.3", "20261123", null)] // another scheme
    [InlineData("4f06ce6", "abc1234", null)]
    [InlineData("abc1234", "abc9999", null)] // hashes of commits, not numbers of 'abc'
    [InlineData("shop@1.2.3+4f06ce6", "shop@1.2.3+abc1234", null)]
    [InlineData("11111111111111111111111111111111111111111", "2", null)]
    public void Releases_have_the_order_that_people_mean(string first, string second, int? expected)
    {
        Assert.Equal(expected, Order.Compare(first, second));
        Assert.Equal(-expected, Order.Compare(second, first));
    }

    [Property(MaxTest = 2000)]
    public Property A_release_is_itself_and_the_order_can_be_turned_around() => Prop.ForAll(
        Gen.Zip(Release, Release).ToArbitrary(),
        pair => Order.Compare(pair.Item1, pair.Item1) == 0 && Order.Compare(pair.Item1, pair.Item2) == -Order.Compare(pair.Item2, pair.Item1));

    [Property(MaxTest = 5000)]
    public Property The_order_is_transitive() => Prop.ForAll(
        Gen.Three(Release).ToArbitrary(),
        three => !(Order.Compare(three.Item1, three.Item2) <= 0 && Order.Compare(three.Item2, three.Item3) <= 0)
            || Order.Compare(three.Item1, three.Item3) <= 0);

    [Property(MaxTest = 2000)]
    public Property Inside_one_package_and_scheme_everything_has_an_order() => Prop.ForAll(
        Gen.Zip(Release, Release).ToArbitrary(),
        pair =>
        {
            var (first, second) = (ReleaseVersion.Parse(pair.Item1), ReleaseVersion.Parse(pair.Item2));
            var isTold = first.IsOrdered && first.Scheme == second.Scheme && first.Package == second.Package && !IsHash(first.BuildText) && !IsHash(second.BuildText);
            return !isTold || Order.Compare(pair.Item1, pair.Item2) is not null;
        });

    [Fact]
    public async Task An_event_of_an_older_release_does_not_bring_back_what_a_newer_one_mended()
    {
        await using var host = await IntakeHost.StartAsync();
        Assert.Equal(-1, host.Service<IReleaseOrder>().Compare("shop@388.0.6", "shop@388.0.8"));
    }

    private static bool IsHash(string build) => build.Any(character => !char.IsAsciiDigit(character) && character != '.');
}
