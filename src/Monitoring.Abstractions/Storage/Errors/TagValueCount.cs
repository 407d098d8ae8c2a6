namespace Monitoring.Storage.Errors;

/// <summary>How often a value of a tag occurred.</summary>
public sealed record TagValueCount
{
    /// <summary>The value.</summary>
    public required string Value { get; init; }

    /// <summary>How many events.</summary>
    public required long Count { get; init; }
}
