namespace Monitoring.ErrorTracking.Retention;

/// <summary>What went the last time that the settings of a project were applied.</summary>
public sealed record RetentionRun
{
    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How many events.</summary>
    public required long Events { get; init; }

    /// <summary>How many issues.</summary>
    public required long Issues { get; init; }

    /// <summary>How many payloads of events that stayed.</summary>
    public required long Payloads { get; init; }

    /// <summary>How many bytes these had, before the store packed them.</summary>
    public required long PayloadBytes { get; init; }

    /// <summary>How many payloads of events that stayed have gone so far.</summary>
    public required long PayloadsEver { get; init; }

    /// <summary>How many bytes these had.</summary>
    public required long PayloadBytesEver { get; init; }
}
