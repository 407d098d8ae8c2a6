namespace Monitoring.ErrorTracking.Rollups.Commits;

/// <summary>Why work was not done, when it is not the store that is away.</summary>
internal enum CommitFault
{
    None,

    /// <summary>Too much waits already, or the host is stopping.</summary>
    Full,

    /// <summary>A fault of the program.</summary>
    Failed,
}
