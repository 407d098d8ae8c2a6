namespace Monitoring.Storage.Errors;

/// <summary>A key and a value by which events are told apart; both may hold personal data.</summary>
public sealed record EventTag
{
    /// <summary>The key, 1 to 200 characters.</summary>
    public required string Key { get; init; }

    /// <summary>The value, 1 to 200 characters.</summary>
    public required string Value { get; init; }
}
