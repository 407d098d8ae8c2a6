using System.Collections.Concurrent;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.ProjectSettings;

/// <summary>
/// Finds what a project's settings are compiled to, and remembers it for seconds: a change is seen by other hosts after that. What was compiled is kept as
/// long as the settings stay the same.
/// </summary>
internal sealed class SettingsCache<T, TCompiled>(SettingsKind<T> kind, Func<ProjectId, T, TCompiled?, TCompiled> compile, IDocumentStore store, TimeProvider timeProvider)
    where T : class
    where TCompiled : class
{
    private const int MaxEntries = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ProjectId, Entry> _entries = new();
    private readonly Lock _compiling = new();

    /// <summary>What is remembered of all projects, in no order.</summary>
    public IEnumerable<TCompiled> Known => _entries.Select(entry => entry.Value.Compiled);

    public ValueTask<TCompiled> GetAsync(ProjectId project, CancellationToken cancellationToken) =>
        _entries.TryGetValue(project, out var known) && timeProvider.GetElapsedTime(known.ReadAt) < Lifetime
            ? new ValueTask<TCompiled>(known.Compiled)
            : ReadAsync(project, cancellationToken);

    /// <summary>Lets the next one who asks read again, so that this host sees a change at once.</summary>
    public void Forget(ProjectId project)
    {
        if (_entries.TryGetValue(project, out var known))
        {
            _entries[project] = known with { ReadAt = known.ReadAt - (long)(2 * Lifetime.TotalSeconds * timeProvider.TimestampFrequency) };
        }
    }

    private async ValueTask<TCompiled> ReadAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var readAt = timeProvider.GetTimestamp();
        var stored = await store.FindAsync(kind, project, cancellationToken).ConfigureAwait(false);
        var version = stored?.Version ?? 0;

        // One at a time: what is compiled may count, and two of it would count apart.
        lock (_compiling)
        {
            var known = _entries.GetValueOrDefault(project);
            var compiled = known?.Version == version ? known.Compiled : compile(project, stored?.Value.Settings ?? kind.Initial, known?.Compiled);
            if (_entries.Count >= MaxEntries)
            {
                _entries.Clear();
            }

            _entries[project] = new Entry(compiled, version, readAt);
            return compiled;
        }
    }

    private sealed record Entry(TCompiled Compiled, long Version, long ReadAt);
}
