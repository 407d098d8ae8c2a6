namespace Monitoring.ErrorTracking.Spooling.Away;

/// <summary>
/// Remembers that a store was away, so that not everyone waits for it anew: until it answers, one caller an interval is sent to it and the others do without.
/// </summary>
/// <remarks>Safe to use on many threads; while the store is there it costs the reading of a number.</remarks>
internal sealed class StoreWatch(TimeSpan trialInterval, TimeProvider timeProvider)
{
    /// <summary>The timestamp from which on somebody is to try again; 0 while the store is there.</summary>
    private long _trialAt;

    /// <summary>Whether the caller is to do without the store. When it is not, it tells what it sees.</summary>
    public bool IsAway
    {
        get
        {
            var trialAt = Volatile.Read(ref _trialAt);
            return trialAt != 0 && (timeProvider.GetTimestamp() < trialAt || Interlocked.CompareExchange(ref _trialAt, NextTrial, trialAt) != trialAt);
        }
    }

    private long NextTrial => timeProvider.GetTimestamp() + (long)(trialInterval.TotalSeconds * timeProvider.TimestampFrequency);

    public void Failed() => Volatile.Write(ref _trialAt, NextTrial);

    public void Answered()
    {
        if (Volatile.Read(ref _trialAt) != 0)
        {
            Volatile.Write(ref _trialAt, 0);
        }
    }
}
