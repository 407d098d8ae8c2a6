namespace Monitoring.Storage.Errors;

/// <summary>What an issue had counted at some moment. After merges and unmerges the numbers are moved so that the differences to them stay, and may be negative then.</summary>
public sealed record IssueBaseline
{
    /// <summary>Events.</summary>
    public required long Events { get; init; }

    /// <summary>Different users.</summary>
    public required long Users { get; init; }

    /// <summary>Events in the hour of that moment.</summary>
    public required long HourEvents { get; init; }
}
