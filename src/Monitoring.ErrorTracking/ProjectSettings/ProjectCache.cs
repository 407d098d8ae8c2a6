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
    private readonly Turn[] _turns = [.. Enumerable.Range(0, Turns).Select(_ => new Turn())];

    /// <summary>What is remembered of all projects, in no order.</summary>
    public IEnumerable<TCompiled> Known => _entries.Select(entry => entry.Value.Compiled);

    public ValueTask<TCompiled> GetAsync(ProjectId project, CancellationToken cancellationToken) =>
        Fresh(project) is { } known ? new ValueTask<TCompiled>(known) : ReadAsync(project, cancellationToken);

    /// <summary>Lets the next one who asks read again, so that this host sees a change at once.</summary>
    public void Forget(ProjectId project)
    {
        var turn = TurnOf(project);
        lock (turn.Gate)
        {
            turn.Forgotten++;
            if (_entries.TryGetValue(project, out var known))
            {
                _entries[project] = known with { IsForgotten = true };
            }
        }
    }

    private TCompiled? Fresh(ProjectId project) =>
        _entries.TryGetValue(project, out var known) && !known.IsForgotten && timeProvider.GetElapsedTime(known.ReadAt) < Lifetime ? known.Compiled : null;

    private Turn TurnOf(ProjectId project) => _turns[(int)((ulong)project.Value % Turns)];

    private async ValueTask<TCompiled> ReadAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var turn = TurnOf(project);
        var forgotten = Volatile.Read(ref turn.Forgotten);
        var readAt = timeProvider.GetTimestamp();
        var stored = await store.FindAsync(Partition.Of(project), type, key, cancellationToken).ConfigureAwait(false);

        // One at a time: what is compiled may count, and two of it would count apart.
        await turn.One.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Fresh(project) ?? await CompileAsync(project, stored, readAt, forgotten, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.One.Release();
        }
    }

    private async ValueTask<TCompiled> CompileAsync(ProjectId project, Versioned<T>? stored, long readAt, long forgotten, CancellationToken cancellationToken)
    {
        var version = stored?.Version ?? 0;
        var known = _entries.GetValueOrDefault(project);
        var compiled = known?.Version == version
            ? known.Compiled
            : await compile(project, stored?.Value, known?.Compiled, cancellationToken).ConfigureAwait(false);
        var turn = TurnOf(project);
        lock (turn.Gate)
        {
            if (_entries.Count >= MaxEntries)
            {
                _entries.Clear();
            }

            // What was read before a change must not stand for what holds after it.
            _entries[project] = new Entry(compiled, version, readAt, IsForgotten: forgotten != turn.Forgotten);
        }

        return compiled;
    }

    private sealed record Entry(TCompiled Compiled, long Version, long ReadAt, bool IsForgotten);

    private sealed class Turn
    {
        /// <summary>How often something was forgotten; changed and compared under <see cref="Gate"/>.</summary>
        public long Forgotten;

        public SemaphoreSlim One { get; } = new(1, 1);

        public Lock Gate { get; } = new();
    }
}
