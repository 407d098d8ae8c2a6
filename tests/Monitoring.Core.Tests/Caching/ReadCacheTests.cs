using Microsoft.Extensions.Time.Testing;
using Monitoring.Core.Caching;

namespace Monitoring.Core.Tests.Caching;

public sealed class ReadCacheTests
{
    private readonly FakeTimeProvider _clock = new();
    private int _reads;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetAsync_WithinTheLifetime_ReadsOnceAlsoWhenThereIsNothing()
    {
        var cache = Cache(_ => null);

        Assert.Null(await cache.GetAsync("key", Token));
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Null(await cache.GetAsync("key", Token));

        Assert.Equal(1, _reads);
    }

    [Fact]
    public async Task GetAsync_AfterTheLifetime_ReadsAgain()
    {
        var cache = Cache(_ => $"value{_reads}");

        Assert.Equal("value1", await cache.GetAsync("key", Token));
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("value2", await cache.GetAsync("key", Token));
    }

    [Fact]
    public async Task GetAsync_ManyAtOnce_ShareOneRead()
    {
        var gate = new TaskCompletionSource<string?>();
        var cache = new ReadCache<string, string>(
            (_, _) =>
            {
                Interlocked.Increment(ref _reads);
                return new(gate.Task);
            },
            TimeSpan.FromSeconds(5),
            _clock);

        var gets = Enumerable.Range(0, 50).Select(_ => cache.GetAsync("key", Token).AsTask()).ToArray();
        gate.SetResult("value");

        Assert.All(await Task.WhenAll(gets), value => Assert.Equal("value", value));
        Assert.Equal(1, _reads);
    }

    [Fact]
    public async Task GetAsync_OneCallerGivesUp_TheOthersGetTheValue()
    {
        var gate = new TaskCompletionSource<string?>();
        var cache = new ReadCache<string, string>((_, token) => new(gate.Task.WaitAsync(token)), TimeSpan.FromSeconds(5), _clock);
        using var giveUp = new CancellationTokenSource();

        var first = cache.GetAsync("key", giveUp.Token).AsTask();
        var second = cache.GetAsync("key", Token).AsTask();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult("value");

        Assert.Equal("value", await second);
    }

    [Fact]
    public async Task GetAsync_ReadFails_IsNotRemembered()
    {
        var cache = Cache(_ => _reads == 1 ? throw new InvalidOperationException("away") : "value");

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await cache.GetAsync("key", Token));

        Assert.Equal("value", await cache.GetAsync("key", Token));
    }

    [Fact]
    public async Task Remove_WhileAReadIsOnItsWay_TheNextGetReadsAgain()
    {
        var old = new TaskCompletionSource<string?>();
        var cache = new ReadCache<string, string>((_, _) => Interlocked.Increment(ref _reads) == 1 ? new(old.Task) : new("new"), TimeSpan.FromSeconds(5), _clock);
        var early = cache.GetAsync("key", Token).AsTask();

        cache.Remove("key");
        var late = await cache.GetAsync("key", Token);
        old.SetResult("old");

        Assert.Equal(("old", "new"), (await early, late));
        Assert.Equal("new", await cache.GetAsync("key", Token));
    }

    [Fact]
    public async Task GetAsync_MoreKeysThanRoom_StaysCorrect()
    {
        var cache = new ReadCache<string, string>((key, _) => new(key), TimeSpan.FromSeconds(5), _clock, capacity: 10);

        for (var index = 0; index < 100; index++)
        {
            Assert.Equal($"{index % 30}", await cache.GetAsync($"{index % 30}", Token));
        }
    }

    [Fact]
    public async Task GetAsync_NoLifetime_ReadsEachTime()
    {
        var cache = new ReadCache<string, string>((_, _) => new($"{++_reads}"), TimeSpan.Zero, _clock);

        Assert.Equal(("1", "2"), (await cache.GetAsync("key", Token), await cache.GetAsync("key", Token)));
    }

    private ReadCache<string, string> Cache(Func<string, string?> read) => new(
        (key, _) =>
        {
            _reads++;
            return new(read(key));
        },
        TimeSpan.FromSeconds(5),
        _clock);
}
