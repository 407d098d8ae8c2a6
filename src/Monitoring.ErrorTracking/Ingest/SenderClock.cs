namespace Monitoring.ErrorTracking.Ingest;

/// <summary>When something of a sender counts: by its clock where that can be right, else when it was received.</summary>
internal static class SenderClock
{
    private static readonly TimeSpan SmallestDrift = TimeSpan.FromMinutes(55);
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(30);
    private static readonly TimeSpan Future = TimeSpan.FromMinutes(1);

    /// <summary>As for events: a clock that is off by 55 minutes and more is corrected; what is still in the future, or older than 30 days, counts now.</summary>
    public static DateTimeOffset At(DateTimeOffset instant, DateTimeOffset? sentAt, DateTimeOffset receivedAt)
    {
        var at = Correct(instant, sentAt, receivedAt);
        return at - receivedAt > Future || receivedAt - at > Oldest ? receivedAt.ToUniversalTime() : at.ToUniversalTime();
    }

    /// <summary>An instant by the receiver's clock: a clock that is off by 55 minutes and more is corrected, one that is off by less is left alone.</summary>
    public static DateTimeOffset Correct(DateTimeOffset instant, DateTimeOffset? sentAt, DateTimeOffset receivedAt)
    {
        var drift = sentAt is { } sent ? receivedAt - sent : TimeSpan.Zero;
        return drift.Duration() >= SmallestDrift && InRange(instant, drift) ? instant + drift : instant;
    }

    private static bool InRange(DateTimeOffset instant, TimeSpan drift) =>
        instant.UtcTicks + drift.Ticks >= DateTimeOffset.MinValue.UtcTicks && instant.UtcTicks + drift.Ticks <= DateTimeOffset.MaxValue.UtcTicks;
}
