using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Monitoring.Testing;

/// <summary>What the suites of the ports have in common: a fresh store for each test, which can be closed and opened again.</summary>
/// <typeparam name="TStore">The port.</typeparam>
/// <remarks>
/// A provider's author derives one class from each suite and overrides <see cref="OpenAsync"/>; the tests come with the
/// suite. Tests do not depend on each other and may run side by side.
/// </remarks>
public abstract class StoreConformance<TStore> : IAsyncLifetime
    where TStore : class
{
    // An odd number of ticks: a store that rounds to microseconds or milliseconds shows.
    private static readonly DateTimeOffset Start = new DateTimeOffset(2031, 3, 4, 10, 20, 30, TimeSpan.Zero).AddTicks(1_234_567);

    private StoreUnderTest<TStore>? _opened;

    /// <summary>Starts a test with a clock and a location of its own.</summary>
    private protected StoreConformance()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        Setup = new StoreSetup
        {
            Time = new FakeTimeProvider(Start),
            Location = Path.Combine(Path.GetTempPath(), "monitoring-conformance", id.ToString("N")),
        };
    }

    /// <summary>With what the store is opened; a suite may change it before it opens the store.</summary>
    private protected StoreSetup Setup { get; set; }

    /// <summary>The store's clock.</summary>
    private protected FakeTimeProvider Time => Setup.Time;

    /// <summary>The store.</summary>
    private protected TStore Store => _opened?.Store ?? throw new InvalidOperationException("The store is closed.");

    /// <summary>The test's own token.</summary>
    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whether opening a store that is already open is refused with a <see cref="MonitoringException"/>; <see langword="false"/> by default.</summary>
    protected virtual bool RefusesSecondOpen => false;

    /// <summary>Opens a store; with the same <see cref="StoreSetup.Location"/> as before, with the data of before.</summary>
    protected abstract ValueTask<StoreUnderTest<TStore>> OpenAsync(StoreSetup setup);

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync() => _opened = await OpenAsync(Setup);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync();
        if (Directory.Exists(Setup.Location))
        {
            Directory.Delete(Setup.Location, recursive: true);
        }
    }

    /// <summary>A second open of the same data is refused while the first is open where the provider says so, and works elsewhere.</summary>
    [Fact]
    public async Task A_second_open_is_refused_where_the_provider_says_so()
    {
        if (!RefusesSecondOpen)
        {
            var second = await OpenAsync(Setup);
            await second.CloseAsync();
            return;
        }

        await Assert.ThrowsAnyAsync<MonitoringException>(async () => await OpenAsync(Setup));
        await ReopenAsync();
    }

    /// <summary>Closes the store and opens it again.</summary>
    private protected async ValueTask ReopenAsync()
    {
        await CloseAsync();
        _opened = await OpenAsync(Setup);
    }

    /// <summary>Leaves the store as a killed process would, as far as the provider offers it, and opens it again.</summary>
    private protected async ValueTask CrashAsync()
    {
        if (_opened?.CrashAsync is { } crash)
        {
            _opened = null;
            await crash();
        }

        await ReopenAsync();
    }

    /// <summary>Lets the store do its background work.</summary>
    private protected ValueTask SettleAsync() => _opened?.SettleAsync() ?? ValueTask.CompletedTask;

    /// <summary>Goes on with another place, so that a test can begin anew.</summary>
    private protected async ValueTask StartOverAsync()
    {
        await DisposeAsync();
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        Setup = Setup with
        {
            Time = new FakeTimeProvider(Start),
            Location = Path.Combine(Path.GetTempPath(), "monitoring-conformance", id.ToString("N")),
        };
        await InitializeAsync();
    }

    /// <summary>Opens an empty store in another place, lets all that the one before holds be taken there, and goes on with the new one.</summary>
    private protected async ValueTask MoveAsync(Func<TStore, TStore, ValueTask> move)
    {
        var (before, place) = (_opened!, Setup.Location);
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        Setup = Setup with { Location = Path.Combine(Path.GetTempPath(), "monitoring-conformance", id.ToString("N")) };
        _opened = await OpenAsync(Setup);
        try
        {
            await move(before.Store, _opened.Store);
        }
        finally
        {
            await before.CloseAsync();
            if (Directory.Exists(place))
            {
                Directory.Delete(place, recursive: true);
            }
        }
    }

    private async ValueTask CloseAsync()
    {
        if (_opened is { } opened)
        {
            _opened = null;
            await opened.CloseAsync();
        }
    }
}
