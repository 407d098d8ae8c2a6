using System.Collections.Concurrent;

namespace Monitoring.ErrorTracking.Releases.Sightings;

/// <summary>Notes which releases events name. Only a look into a table for each event; <see cref="SightingWriter"/> brings the news to the store.</summary>
/// <remarks>Bounded: senders name releases as they please. What finds no place is not noted, and the next event tries again.</remarks>
internal sealed class ReleaseSightings
{
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<(ProjectId Project, string Version), Sighting> _sightings = new();

    public IEnumerable<Sighting> All => _sightings.Values;

    public void See(ProjectId project, string? version, DateTimeOffset receivedAt)
    {
        if (version is null)
        {
            return;
        }

        if (!_sightings.TryGetValue((project, version), out var sighting))
        {
            if (_sightings.Count >= MaxEntries)
            {
                return;
            }

            sighting = _sightings.GetOrAdd((project, version), key => new Sighting(key.Project, key.Version));
        }

        sighting.See(receivedAt.UtcTicks);
    }

    /// <summary>Makes room: what was not seen for long is read from the store again when it comes back.</summary>
    public void Forget(Sighting sighting) => _sightings.TryRemove((sighting.Project, sighting.Version), out _);
}
