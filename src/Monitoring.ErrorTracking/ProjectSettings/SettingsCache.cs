using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.ProjectSettings;

/// <summary>Finds what a project's settings are compiled to; a <see cref="ProjectCache{T, TCompiled}"/> of settings.</summary>
internal sealed class SettingsCache<T, TCompiled>(SettingsKind<T> kind, Func<ProjectId, T, TCompiled?, TCompiled> compile, IDocumentStore store, TimeProvider timeProvider)
    where T : class
    where TCompiled : class
{
    private readonly ProjectCache<SettingsDocument<T>, TCompiled> _cache = new(
        kind.Type, kind.Type.Name, (project, stored, known, _) => new ValueTask<TCompiled>(compile(project, stored?.Settings ?? kind.Initial, known)), store, timeProvider);

    /// <summary>What is remembered of all projects, in no order.</summary>
    public IEnumerable<TCompiled> Known => _cache.Known;

    public ValueTask<TCompiled> GetAsync(ProjectId project, CancellationToken cancellationToken) => _cache.GetAsync(project, cancellationToken);

    /// <summary>Lets the next one who asks read again, so that this host sees a change at once.</summary>
    public void Forget(ProjectId project) => _cache.Forget(project);
}
