namespace Monitoring.Storage.Documents;

/// <summary>A document and the version that it is stored at.</summary>
/// <typeparam name="T">The document's type.</typeparam>
public sealed record Versioned<T>
    where T : class
{
    /// <summary>The document.</summary>
    public required T Value { get; init; }

    /// <summary>Its version, to be expected by the next put.</summary>
    public required long Version { get; init; }
}
