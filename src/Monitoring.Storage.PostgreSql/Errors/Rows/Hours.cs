namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>Hours and days of the calendar in UTC, counted from its beginning.</summary>
internal static class Hours
{
    public static int Of(long ticks) => (int)(ticks / TimeSpan.TicksPerHour);

    public static int DayOf(long ticks) => (int)(ticks / TimeSpan.TicksPerDay);

    public static int DayOf(DateTimeOffset instant) => DayOf(instant.UtcTicks);
}
