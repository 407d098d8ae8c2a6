using System.Collections.Concurrent;

namespace Monitoring.ErrorTracking.Releases.Sightings;

/// <summary>Notes which releases events and sessions name. Only a look into a table for each event; <see cref="SightingWriter"/> brings the news to the store.</summary>
/// <remarks>Bounded: senders name releases as they please. What finds no place is not noted, and the next event tries again.</remarks>
internal sealed class ReleaseSightings
{
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<(ProjectId Project, string Version), Sighting> _sightings = new();

    public IEnumerable<Sighting> All => _sightings.Values;

    /// <summary>Notes the release of an event.</summary>
    public void See(ProjectId project, string? version, DateTimeOffset receivedAt) => Find(project, version)?.See(receivedAt.UtcTicks);

    /// <summary>Notes a release that something else names, such as a session.</summary>
    public void Name(ProjectId project, string? version, DateTimeOffset receivedAt) => Find(project, version)?.Name(receivedAt.UtcTicks);

    /// <summary>Makes room: what was not seen for long is read from the store again when it comes back.</summary>
    public void Forget(Sighting sighting) => _sightings.TryRemove((sighting.Project, sighting.Version), out _);

    private Sighting? Find(ProjectId project, string? version)
    {
        if (version is null)
        {
            return null;
        }

        if (!_sightings.TryGetValue((project, version), out var sighting))
        {
            if (_sightings.Count >= MaxEntries)
            {
                return null;
            }

            sighting = _sightings.GetOrAdd((project, version), key => new Sighting(key.Project, key.Version));
        }

        return sighting;
    }
}
