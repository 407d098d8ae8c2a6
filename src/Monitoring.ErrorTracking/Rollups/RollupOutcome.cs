namespace Monitoring.ErrorTracking.Rollups;

/// <summary>What became of deltas.</summary>
internal enum RollupOutcome
{
    /// <summary>They are durable.</summary>
    Taken,

    /// <summary>Their request was taken before; nothing was added.</summary>
    Repeated,

    /// <summary>Too many wait already, or the host is stopping.</summary>
    Full,

    /// <summary>A fault of the program: they were not added.</summary>
    Failed,
}
