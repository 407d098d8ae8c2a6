namespace Monitoring.ErrorTracking.Sessions;

/// <summary>Counts of sessions that began in a stretch of time. Each session counts in exactly one of the five statuses.</summary>
public sealed record SessionTotals
{
    /// <summary>How many began.</summary>
    public required long Sessions { get; init; }

    /// <summary>How many had no error so far.</summary>
    public required long Healthy { get; init; }

    /// <summary>How many had errors and nothing worse.</summary>
    public required long Errored { get; init; }

    /// <summary>How many had an unhandled error that did not end them.</summary>
    public required long Unhandled { get; init; }

    /// <summary>How many ended without their end being seen.</summary>
    public required long Abnormal { get; init; }

    /// <summary>How many crashed.</summary>
    public required long Crashed { get; init; }

    /// <summary>How many users had sessions: exact up to 256, then with a standard error of 1.6 %. Sessions that name no user have none.</summary>
    public required long Users { get; init; }

    /// <summary>How many users had a session that crashed.</summary>
    public required long CrashedUsers { get; init; }

    /// <summary>1 - crashed / sessions, from 0 to 1; <see langword="null"/> when there were no sessions.</summary>
    public double? CrashFreeSessions => Sessions == 0 ? null : 1 - ((double)Crashed / Sessions);

    /// <summary>1 - crashed users / users, from 0 to 1; <see langword="null"/> when there were no users.</summary>
    public double? CrashFreeUsers => Users == 0 ? null : Math.Max(0, 1 - ((double)CrashedUsers / Users));

    /// <summary>How long the sessions lasted whose ends said so.</summary>
    public required SessionDurations Durations { get; init; }
}
