using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Tests.Database;

/// <summary>One thread at a time, and nobody before those who came earlier.</summary>
public sealed class TurnTests
{
    private readonly Turn _turn = new();

    [Fact]
    public void Whoever_wants_it_again_at_once_comes_after_those_who_wait()
    {
        var order = new List<string>();
        var threads = new List<Thread>();
        _turn.Run(() =>
        {
            foreach (var name in new[] { "first", "second" })
            {
                var thread = new Thread(() => _turn.Run(() => order.Add(name)));
                thread.Start();
                threads.Add(thread);
                SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
            }
        });

        _turn.Run(() => order.Add("again"));

        threads.ForEach(thread => thread.Join());
        Assert.Equal(["first", "second", "again"], order);
    }

    [Fact]
    public void Whoever_has_it_may_take_it_again() => Assert.Equal(3, _turn.Run(() => _turn.Run(() => 2) + 1));

    [Fact]
    public void It_is_given_back_by_what_fails()
    {
        Assert.Throws<InvalidOperationException>(() => _turn.Run(() => _turn.Run(Fail)));

        var thread = new Thread(() => _turn.Run(() => { }));
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromMinutes(1)));

        static void Fail() => throw new InvalidOperationException("It failed.");
    }

    [Fact]
    public async Task Only_one_has_it()
    {
        var (inside, sum) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < 5_000; i++)
                {
                    _turn.Run(() =>
                    {
                        Assert.Equal(1, Interlocked.Increment(ref inside));
                        sum++;
                        Interlocked.Decrement(ref inside);
                    });
                }
            },
            TestContext.Current.CancellationToken)));

        Assert.Equal(40_000, sum);
    }
}
