namespace Monitoring.Storage.Documents;

/// <summary>The declaration of an index. When its revision differs from the stored one, the store fills the index anew on open.</summary>
public sealed record DocumentIndex
{
    /// <summary>The index's name, unique within its document type.</summary>
    public required string Name { get; init; }

    /// <summary>Raised by one whenever the keys are made differently.</summary>
    public int Revision { get; init; } = 1;
}
