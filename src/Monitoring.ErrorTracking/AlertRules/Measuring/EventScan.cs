using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.Measuring;

/// <summary>Looks at the events of an issue singly, the last received first, within bounds of effort.</summary>
internal sealed class EventScan(IErrorStore store)
{
    private const int PageSize = 100;

    /// <summary>By how much an event's own time may be ahead of its receipt.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(2);

    /// <summary>Calls for each event from an instant on, by the time of the event, until it says that it knows enough.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="environment">The environment of the events; null for all.</param>
    /// <param name="from">The beginning.</param>
    /// <param name="most">How many events are looked at.</param>
    /// <param name="isEnough">Takes an event; whether it knows enough.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when there are more than may be looked at.</returns>
    public async ValueTask<bool> RunAsync(
        IssueId issue, string? environment, DateTimeOffset from, int most, Func<GroupedEvent, bool> isEnough, CancellationToken cancellationToken)
    {
        var seen = 0;
        string? cursor = null;
        do
        {
            var query = new EventQuery { IssueId = issue, Environment = environment, Limit = PageSize, Cursor = cursor };
            var page = await store.ListEventsAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items.Select(stored => stored.Event))
            {
                if (item.ReceivedAt < from - ClockSlack || (item.Timestamp >= from && isEnough(item)))
                {
                    return true;
                }

                if (++seen >= most)
                {
                    return false;
                }
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        return true;
    }
}
