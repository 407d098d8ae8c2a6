namespace Monitoring.Storage.Documents;

/// <summary>Names a timer in its partition.</summary>
public sealed record TimerKey
{
    /// <summary>What kind of timer it is, 1 to 255 characters; hosts claim only the kinds that they handle.</summary>
    public required string Kind { get; init; }

    /// <summary>Which one of the kind, 1 to 255 characters.</summary>
    public required string Key { get; init; }
}
