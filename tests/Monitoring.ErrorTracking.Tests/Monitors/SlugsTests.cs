using Monitoring.ErrorTracking.Monitors.Schedules;

namespace Monitoring.ErrorTracking.Tests.Monitors;

public sealed class SlugsTests
{
    [Fact]
    public void Of_AnyCharacter_IsASlugOrNothing() => Assert.All(Enumerable.Range(0, char.MaxValue + 1), code =>
    {
        var slug = Slugs.Of($"a{(char)code}b");

        Assert.Equal(slug.Length > 0, Slugs.IsSlug(slug));
    });

    [Theory]
    [InlineData("Nightly  Report", "nightly-report")]
    [InlineData("é", "e")]
    [InlineData("a\ufffeb", "a-b")]
    [InlineData("\ud83d", "")]
    public void Of_Name_KeepsWhatCanBeInASlug(string name, string expected) => Assert.Equal(expected, Slugs.Of(name));
}
