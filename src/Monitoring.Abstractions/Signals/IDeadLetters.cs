using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.Signals;

/// <summary>The signals that could not be handled. All commands need <see cref="Permission.ManageSignals"/> and are audited.</summary>
public interface IDeadLetters
{
    /// <summary>Lists dead letters of all subscriptions, the last that died first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<DeadLetter>>> ListAsync(Actor actor, int limit, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Has a signal delivered again, with as many tries as a new one. What came after it was delivered before it.</summary>
    ValueTask<CommandResult<DeadLetter>> ReplayAsync(Actor actor, string id, CancellationToken cancellationToken = default);

    /// <summary>Gives a signal up for good.</summary>
    ValueTask<CommandResult<DeadLetter>> DiscardAsync(Actor actor, string id, CancellationToken cancellationToken = default);
}
