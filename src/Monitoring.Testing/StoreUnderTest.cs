namespace Monitoring.Testing;

/// <summary>A store that was opened for a suite, with what a suite may do to it besides calling its port.</summary>
/// <typeparam name="TStore">The port.</typeparam>
public sealed record StoreUnderTest<TStore>
    where TStore : class
{
    /// <summary>The store.</summary>
    public required TStore Store { get; init; }

    /// <summary>Closes the store in good order, so that it can be opened again. Nothing by default.</summary>
    public Func<ValueTask> CloseAsync { get; init; } = static () => ValueTask.CompletedTask;

    /// <summary>
    /// Leaves the store as a killed process would, so that it can be opened again; what was answered must be there.
    /// <see langword="null"/>, the default, when the provider offers no such way: then the store is closed.
    /// </summary>
    public Func<ValueTask>? CrashAsync { get; init; }

    /// <summary>
    /// Does now what the store otherwise does in the background: refresh columns that it ranks by, pack, make room.
    /// Nothing by default.
    /// </summary>
    public Func<ValueTask> SettleAsync { get; init; } = static () => ValueTask.CompletedTask;
}
