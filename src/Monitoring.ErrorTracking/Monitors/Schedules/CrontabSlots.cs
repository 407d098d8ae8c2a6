using Cronos;

namespace Monitoring.ErrorTracking.Monitors.Schedules;

/// <summary>Slots by a crontab.</summary>
internal sealed class CrontabSlots(CronExpression expression, TimeZoneInfo zone) : Slots
{
    private const int MinutesOfADay = 1440;

    public override DateTimeOffset? AfterRun(DateTimeOffset startedAt) => AfterSlot(startedAt + EarlyTolerance);

    public override DateTimeOffset? AfterSlot(DateTimeOffset expectedAt)
    {
        // Where the clocks skip an hour but it is winter time that ends (Africa/Casablanca), the library may answer the very instant that it was
        // asked about, again and again; asked about a little later it goes on.
        for (var minutes = 0; minutes < MinutesOfADay; minutes++)
        {
            var next = expression.GetNextOccurrence(expectedAt.AddMinutes(minutes), zone)?.ToUniversalTime();
            if (next is null || next > expectedAt)
            {
                return next;
            }
        }

        return null;
    }
}
