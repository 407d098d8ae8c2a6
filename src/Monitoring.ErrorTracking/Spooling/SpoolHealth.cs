using System.Collections.Immutable;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Spooling;

/// <summary>Shows in the health of the host what waits in its spool.</summary>
internal sealed class SpoolHealth(EventSpool spool) : IStoreHealth
{
    public string Name => "spool";

    public ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken)
    {
        var figures = spool.Figures;
        return new ValueTask<StoreHealth>(new StoreHealth
        {
            Status = figures is { Requests: 0, SetAside: 0, Unreadable: 0, HasFailed: false } ? StoreHealthStatus.Healthy : StoreHealthStatus.Degraded,
            Description = Describe(figures),
            Figures = ImmutableDictionary<string, long>.Empty
                .Add("bytes", figures.Bytes)
                .Add("requests", figures.Requests)
                .Add("ageSeconds", (long)figures.Age.TotalSeconds)
                .Add("setAside", figures.SetAside)
                .Add("unreadable", figures.Unreadable),
        });
    }

    private static string Describe(SpoolFigures figures) =>
        figures.HasFailed ? "The spool could not be written when it was needed last: see to the disk that its directory is on."
        : figures.Unreadable > 0 ? "Files of the spool cannot be read: see to the disk and to the rights of this process in its directory."
        : figures.IsFull && figures.Requests == 0 ? "Files that were set aside fill the spool: look into 'aside' in its directory, and move them back or remove them."
        : figures.IsFull ? "The spool is full; requests are refused until the store is back."
        : figures.Requests > 0 ? "Events wait in the spool for the store to come back."
        : figures.SetAside > 0 ? "Files were set aside: look into 'aside' in the spool's directory, and move back or remove what is there."
        : "";
}
