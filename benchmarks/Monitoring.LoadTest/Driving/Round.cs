namespace Monitoring.LoadTest.Driving;

/// <summary>What one round of load against one host showed.</summary>
internal sealed record Round
{
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Requests that were answered with 200.</summary>
    public required int Accepted { get; init; }

    /// <summary>Events in those requests.</summary>
    public required int Events { get; init; }

    /// <summary>Requests with any other answer.</summary>
    public required int Refused { get; init; }

    /// <summary>Processor time of the host during the round.</summary>
    public required TimeSpan HostTime { get; init; }

    /// <summary>Resident memory of the host at the end of the round, in bytes.</summary>
    public required long ResidentBytes { get; init; }

    public required Latencies Latencies { get; init; }

    public double EventsPerSecond => Events / Elapsed.TotalSeconds;

    public double MicrosecondsPerEvent => HostTime.TotalMicroseconds / Events;
}
