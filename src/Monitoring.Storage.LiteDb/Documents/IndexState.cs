namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>An index that is filled.</summary>
internal sealed record IndexState
{
    public required string Name { get; init; }

    /// <summary>Stands for it in keys, never used again for another one.</summary>
    public required int Number { get; init; }

    public required int Revision { get; init; }
}
