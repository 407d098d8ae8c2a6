namespace Monitoring.ErrorTracking.Backends;

/// <summary>A line of code.</summary>
public sealed record BackendCodeLine
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>Its text.</summary>
    public required string Text { get; init; }
}
