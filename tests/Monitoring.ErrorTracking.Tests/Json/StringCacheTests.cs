using System.Text;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Tests.Json;

public sealed class StringCacheTests
{
    [Fact]
    public void Get_SameBytesTwice_IsTheSameString()
    {
        var cache = new StringCache();

        Assert.Same(cache.Get("System.String"u8, escaped: false), cache.Get("System.String"u8.ToArray(), escaped: false));
    }

    [Fact]
    public void Get_EscapedString_IsDecodedOnce()
    {
        var cache = new StringCache();

        var first = cache.Get("""C:\\src\\a.cs"""u8, escaped: true);

        Assert.Equal("""C:\src\a.cs""", first);
        Assert.Same(first, cache.Get("""C:\\src\\a.cs"""u8, escaped: true));
    }

    [Fact]
    public void Get_LongString_IsNotKept()
    {
        var cache = new StringCache();
        var text = Encoding.UTF8.GetBytes(new string('a', StringCache.MaxBytes + 1));

        Assert.NotSame(cache.Get(text, escaped: false), cache.Get(text, escaped: false));
    }

    [Fact]
    public async Task Get_ManyStringsOnOnePlaceFromManyThreads_IsAlwaysTheRightOne()
    {
        var cache = new StringCache(places: 1);
        var cancellation = TestContext.Current.CancellationToken;

        await Parallel.ForAsync(0, 4, cancellation, (thread, _) =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var text = $"name{(i + thread) % 7}";
                Assert.Equal(text, cache.Get(Encoding.UTF8.GetBytes(text), escaped: false));
            }

            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void Constructor_PlacesNoPowerOfTwo_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new StringCache(places: 3));
}
