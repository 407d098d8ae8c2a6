using System.Collections.Immutable;

namespace Monitoring.Core.Signals;

/// <summary>An outbox.</summary>
internal interface ISignalSource
{
    /// <summary>The name under which positions are remembered; never changed.</summary>
    string Name { get; }

    /// <summary>Reads signals after a position, in the order of their positions.</summary>
    ValueTask<ImmutableArray<PendingSignal>> ReadAsync(long after, int max, CancellationToken cancellationToken);

    /// <summary>Removes the signals up to and including a position.</summary>
    ValueTask TrimAsync(long upTo, CancellationToken cancellationToken);
}
