using System.Collections.Immutable;

namespace Monitoring.Storage;

/// <summary>What a look at a store showed.</summary>
public sealed record StoreHealth
{
    /// <summary>Whether the store takes writes and answers reads.</summary>
    public required StoreHealthStatus Status { get; init; }

    /// <summary>A sentence for an operator: what is wrong and what to do; empty when all is well.</summary>
    public string Description { get; init; } = "";

    /// <summary>Figures by name, such as the size of a log in bytes.</summary>
    public ImmutableDictionary<string, long> Figures { get; init; } = ImmutableDictionary<string, long>.Empty;
}
