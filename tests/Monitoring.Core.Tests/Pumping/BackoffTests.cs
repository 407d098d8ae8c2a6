using FsCheck.Xunit;
using Monitoring.Core.Pumping;

namespace Monitoring.Core.Tests.Pumping;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(10, 512)]
    [InlineData(11, 900)]
    [InlineData(int.MaxValue, 900)]
    public void After_NoChance_DoublesUpToTheLimit(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Of(0).After(failures));

    [Property]
    public void After_AnyChance_IsBetweenHalfAndAllOfTheWait(int failures, byte chance)
    {
        var wait = Of(chance / 256.0).After(Math.Abs(failures % 100));
        var longest = Of(0).After(Math.Abs(failures % 100));

        Assert.InRange(wait, longest / 2, longest);
    }

    private static Backoff Of(double chance) => new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15), new Jitter(() => chance));
}
