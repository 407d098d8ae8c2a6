namespace Monitoring.ErrorTracking.Sessions.Counting;

/// <summary>What is remembered of a session: how it stands, and what of it is counted.</summary>
internal sealed record SessionState
{
    public SessionStatus Status { get; init; }

    /// <summary>When the hour began that it is counted in; null until its beginning has come.</summary>
    public DateTimeOffset? CountedIn { get; init; }

    /// <summary>The user that was named last.</summary>
    public ulong? User { get; init; }

    /// <summary>Its duration in seconds, until it is counted; then null.</summary>
    public double? Duration { get; init; }

    public bool IsDurationCounted { get; init; }
}
