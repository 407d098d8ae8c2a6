using System.Collections.Frozen;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>The numbers that stand in keys for a document type as a host declares it.</summary>
internal sealed record TypeEntry
{
    public required int Number { get; init; }

    /// <summary>Stands for all its indexes at their revisions.</summary>
    public required int Declaration { get; init; }

    public required FrozenDictionary<string, int> Indexes { get; init; }
}
