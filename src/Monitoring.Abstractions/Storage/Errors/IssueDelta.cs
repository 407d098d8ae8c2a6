using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>What one append adds to one issue.</summary>
public sealed record IssueDelta
{
    /// <summary>How many events, at least 1; duplicates are not among them.</summary>
    public required long Events { get; init; }

    /// <summary>When the newest of them was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// The releases that the events came from, each once; an event without a release is there as
    /// <see langword="null"/>.
    /// </summary>
    public required ImmutableArray<string?> Releases { get; init; }
}
