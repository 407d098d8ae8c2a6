namespace Monitoring.ErrorTracking.Sessions.Counting;

/// <summary>What follows from an update.</summary>
internal sealed record SessionStep
{
    public required SessionState State { get; init; }

    /// <summary>What is to be added; null when nothing changes.</summary>
    public SessionCounts? Delta { get; init; }

    /// <summary>
    /// Decides what follows from an update: a session counts once, when its beginning comes, with the worst status that was told of it by then; what is told later moves it
    /// on. The order in which updates come makes no difference, and neither does an update that comes again.
    /// </summary>
    /// <param name="before">What is remembered; null when nothing is.</param>
    /// <param name="update">What came.</param>
    /// <param name="hour">The hour in which the session counts if it does not yet.</param>
    public static SessionStep Of(SessionState? before, SessionUpdate update, DateTimeOffset hour)
    {
        var state = before ?? new SessionState();
        var status = state.Status > update.Status ? state.Status : update.Status;
        var duration = state.IsDurationCounted ? null : state.Duration ?? update.Duration;
        var isNew = state.CountedIn is null && update.IsInit;
        var isCounted = isNew || state.CountedIn is not null;
        var after = state with
        {
            Status = status,
            CountedIn = isNew ? hour : state.CountedIn,
            User = update.User ?? state.User,
            Duration = isCounted ? null : duration,
            IsDurationCounted = isCounted && (state.IsDurationCounted || duration is not null),
        };
        return after == before || !isCounted ? new SessionStep { State = after } : new SessionStep { State = after, Delta = DeltaOf(state, after, update, isNew, duration) };
    }

    private static SessionCounts DeltaOf(SessionState before, SessionState after, SessionUpdate update, bool isNew, double? duration)
    {
        var delta = new SessionCounts();
        if (!isNew)
        {
            delta.Add(before.Status, -1);
        }

        delta.Add(after.Status, 1);
        foreach (var user in new[] { before.User, update.User })
        {
            if (user is { } known)
            {
                delta.AddUser(known, after.Status == SessionStatus.Crashed);
            }
        }

        if (duration is { } seconds)
        {
            delta.Durations.Add(seconds);
        }

        return delta;
    }
}
