namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>The end of a lease, which may be asked for longer than the calendar goes.</summary>
internal static class LeaseEnd
{
    public static long Of(long now, TimeSpan leaseFor) => leaseFor.Ticks > DateTime.MaxValue.Ticks - now ? DateTime.MaxValue.Ticks : now + leaseFor.Ticks;
}
