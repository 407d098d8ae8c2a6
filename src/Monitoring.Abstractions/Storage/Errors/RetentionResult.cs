namespace Monitoring.Storage.Errors;

/// <summary>What went.</summary>
public sealed record RetentionResult
{
    /// <summary>How many events.</summary>
    public required long Events { get; init; }

    /// <summary>How many issues.</summary>
    public required long Issues { get; init; }

    /// <summary>How many payloads were evicted for want of room; their events stay.</summary>
    public long Payloads { get; init; }

    /// <summary>How many bytes these had, as they were appended.</summary>
    public long PayloadBytes { get; init; }
}
