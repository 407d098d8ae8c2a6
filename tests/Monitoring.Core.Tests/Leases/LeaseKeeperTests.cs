using Monitoring.Core.Leases;
using Monitoring.Core.Tests.Support;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Leases;

public sealed class LeaseKeeperTests : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    private readonly TestHost _host = new();

    [Fact]
    public async Task A_lease_is_held_for_as_long_as_it_is_kept()
    {
        await using var keeper = await TakeAsync("a");
        await _host.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(2));

        Assert.False(keeper!.Lost.IsCancellationRequested);
        Assert.Null(await TakeAsync("b"));
    }

    [Fact]
    public async Task A_lease_is_free_at_once_when_it_is_given_back()
    {
        var first = await TakeAsync("a");
        await first!.DisposeAsync();

        await using var second = await TakeAsync("b");

        Assert.True(second!.Lease.Epoch > first.Lease.Epoch);
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_lost_even_when_nobody_took_it()
    {
        await using var keeper = await TakeAsync("a");

        _host.Clock.Advance(TimeSpan.FromHours(2));

        await _host.UntilAsync(() => keeper!.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task A_lease_is_lost_when_the_store_does_not_answer_for_its_whole_time()
    {
        var cord = new UnreliableStore(_host.Documents);
        await using var keeper = await TakeAsync("a", cord);
        cord.CutOff();

        await _host.PassAsync(TimeSpan.FromSeconds(15));
        Assert.False(keeper!.Lost.IsCancellationRequested);
        await _host.UntilAsync(() => keeper.Lost.IsCancellationRequested);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private ValueTask<LeaseKeeper?> TakeAsync(string owner, IDocumentStore? store = null) =>
        LeaseKeeper.TryTakeAsync(store ?? _host.Documents, "lease", owner, Duration, _host.Clock, TestContext.Current.CancellationToken);
}
