using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.ProjectSettings;

/// <summary>Reads settings as they are stored. Who may read is asked before.</summary>
internal static class SettingsReading
{
    public static ValueTask<Versioned<SettingsDocument<T>>?> FindAsync<T>(
        this IDocumentStore store, SettingsKind<T> kind, ProjectId project, CancellationToken cancellationToken)
        where T : class => store.FindAsync(Partition.Of(project), kind.Type, kind.Type.Name, cancellationToken);

    /// <summary>The settings of a project, those of one that has changed nothing included.</summary>
    public static async ValueTask<T> ReadAsync<T>(this IDocumentStore store, SettingsKind<T> kind, ProjectId project, CancellationToken cancellationToken)
        where T : class => (await store.FindAsync(kind, project, cancellationToken).ConfigureAwait(false))?.Value.Settings ?? kind.Initial;
}
