namespace Monitoring.Storage.Errors;

/// <summary>What an issue has counted, the newest event included. <see cref="IssueLifecycle"/> asks only for what it needs.</summary>
public interface IIssueCounts
{
    /// <summary>How many events.</summary>
    long Events { get; }

    /// <summary>How many different users.</summary>
    long Users { get; }

    /// <summary>The earliest timestamp of its events.</summary>
    DateTimeOffset FirstSeen { get; }

    /// <summary>How many events have a timestamp in an hour.</summary>
    /// <param name="hour">The hour in UTC, counted from the beginning of the calendar.</param>
    long EventsInHour(long hour);

    /// <summary>What is expected of an hour after the week before it. A store may keep it while the numbers of that week stay.</summary>
    /// <param name="hour">The hour in UTC, counted from the beginning of the calendar.</param>
    EscalationForecast Forecast(long hour) => EscalationForecast.Of(this, hour);
}
