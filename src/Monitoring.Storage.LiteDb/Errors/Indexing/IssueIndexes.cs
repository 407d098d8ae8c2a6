using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>
/// The indexes of the projects that are searched, as many as there is room for. One is made out of the database when its project is searched for the first time, and
/// follows what is saved from then on.
/// </summary>
internal sealed class IssueIndexes(ErrorSettings settings, ErrorTables tables, ErrorState state)
{
    /// <summary>A project with no more issues than this waits for its index.</summary>
    private const int SmallProject = 5_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<ProjectId, ProjectIndex> _projects = [];
    private long _clock;
    private volatile bool _isStopping;

    /// <summary>
    /// The index of a project; <see langword="null"/> while a large one is being made, and when there is no room. Outside of the state's lock.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="lastNumber">The number of its last issue.</param>
    public IssueIndex? Find(ProjectId project, long lastNumber)
    {
        ProjectIndex entry;
        lock (_gate)
        {
            if (_projects.TryGetValue(project, out var known))
            {
                known.UsedAt = ++_clock;
                return known.Ready;
            }

            _projects.Add(project, entry = new ProjectIndex(settings.Time) { UsedAt = ++_clock });
            if (lastNumber > SmallProject)
            {
                entry.Building = Task.Run(() => TryBuild(project, entry));
                return null;
            }
        }

        Build(project, entry);
        return entry.Ready;
    }

    /// <summary>Under the state's lock: the database has an issue now, or has it no more.</summary>
    public void Saved(IssueCell cell)
    {
        lock (_gate)
        {
            if (_projects.Count == 0)
            {
                return;
            }

            if (cell.Head is not { } head)
            {
                foreach (var entry in _projects.Values)
                {
                    entry.Remove(cell.Id);
                }
            }
            else if (_projects.TryGetValue(head.Project, out var entry))
            {
                var hashes = state.Totals(head);
                entry.Put(new IndexedIssue { Row = IssueRows.Sum(head, hashes), Hashes = hashes });
            }
        }
    }

    /// <summary>Looks whether what has grown has still room.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            foreach (var (project, _) in _projects.Where(entry => entry.Value.Ready is { IsWorn: true }).ToList())
            {
                _projects.Remove(project);
            }

            var sizes = _projects.Where(entry => entry.Value.Ready is not null).ToDictionary(entry => entry.Key, entry => entry.Value.Ready!.EstimateBytes());
            var bytes = sizes.Values.Sum();
            foreach (var (project, entry) in _projects.Where(entry => sizes.ContainsKey(entry.Key)).OrderBy(entry => entry.Value.UsedAt).ToList())
            {
                if (bytes <= settings.Options.SearchBytes)
                {
                    return;
                }

                bytes -= sizes[project];
                if (sizes[project] > settings.Options.SearchBytes)
                {
                    // It would not fit alone either: it is not made again.
                    entry.GiveUp();
                    Log.SearchIndexTooLarge(settings.Logger, project.Value, sizes[project], settings.Options.SearchBytes);
                }
                else
                {
                    _projects.Remove(project);
                }
            }
        }
    }

    /// <summary>Ends what is being made.</summary>
    public async Task StopAsync()
    {
        _isStopping = true;
        Task[] building;
        lock (_gate)
        {
            building = [.. _projects.Values.Select(entry => entry.Building)];
        }

        await Task.WhenAll(building).ConfigureAwait(false);
    }

    /// <summary>In the background: what fails here is tried again by the next search, and fails there if it must.</summary>
    private void TryBuild(ProjectId project, ProjectIndex entry)
    {
        try
        {
            Build(project, entry);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.SearchIndexFailed(settings.Logger, exception, project.Value);
        }
    }

    private void Build(ProjectId project, ProjectIndex entry)
    {
        var started = settings.Time.GetTimestamp();
        try
        {
            var count = IndexBuilder.Run(tables, project, entry, () => _isStopping);
            if (count is null)
            {
                return;
            }

            entry.Open();
            Log.SearchIndexMade(settings.Logger, project.Value, count.Value, entry.Ready!.EstimateBytes(), settings.Time.GetElapsedTime(started));
            Trim();
        }
        catch
        {
            lock (_gate)
            {
                _projects.Remove(project);
            }

            throw;
        }
    }
}
