namespace Monitoring.Storage.Errors;

/// <summary>What went.</summary>
public sealed record RetentionResult
{
    /// <summary>How many events.</summary>
    public required long Events { get; init; }

    /// <summary>How many issues.</summary>
    public required long Issues { get; init; }
}
