using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>What the database knows of a document type: the numbers that stand for its name and its indexes in keys.</summary>
internal sealed record TypeEntry
{
    public required int Number { get; init; }

    public ImmutableArray<IndexState> Indexes { get; init; } = [];

    public int? IndexNumber(string name) => Indexes.FirstOrDefault(index => index.Name == name)?.Number;

    /// <summary>Whether the indexes are filled as a type declares them.</summary>
    public bool IsAsDeclared(DocumentType type) =>
        Indexes.Length == type.Indexes.Length && type.Indexes.All(declared => Indexes.Any(index => index.Name == declared.Name && index.Revision == declared.Revision));
}
