using System.Collections.Concurrent;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.ProjectSettings;

/// <summary>
/// Finds what a document that each project has one of is compiled to, and remembers it for seconds: a change is seen by other hosts after that. What was compiled is
/// kept as long as the document stays the same.
/// </summary>
/// <param name="type">The document.</param>
/// <param name="key">Its key.</param>
/// <param name="compile">Compiles it, null for a project that has none; given what it was compiled to before.</param>
/// <param name="store">The store.</param>
/// <param name="timeProvider">Tells the present.</param>
internal sealed class ProjectCache<T, TCompiled>(
    DocumentType<T> type, string key, Func<ProjectId, T?, TCompiled?, CancellationToken, ValueTask<TCompiled>> compile, IDocumentStore store, TimeProvider timeProvider)
    where T : class
    where TCompiled : class
{
    private const int MaxEntries = 10_000;
    private const int Turns = 32;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ProjectId, Entry> _entries = new();

    /// <summary>Projects that share one wait for each other, which is rare and short.</summary>
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Turns).Select(_ => new SemaphoreSlim(1, 1))];

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
        var stored = await store.FindAsync(Partition.Of(project), type, key, cancellationToken).ConfigureAwait(false);

        // One at a time: what is compiled may count, and two of it would count apart.
        var turn = _turns[(int)((ulong)project.Value % Turns)];
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var version = stored?.Version ?? 0;
            var known = _entries.GetValueOrDefault(project);
            var compiled = known?.Version == version
                ? known.Compiled
                : await compile(project, stored?.Value, known?.Compiled, cancellationToken).ConfigureAwait(false);
            if (_entries.Count >= MaxEntries)
            {
                _entries.Clear();
            }

            _entries[project] = new Entry(compiled, version, readAt);
            return compiled;
        }
        finally
        {
            turn.Release();
        }
    }

    private sealed record Entry(TCompiled Compiled, long Version, long ReadAt);
}
