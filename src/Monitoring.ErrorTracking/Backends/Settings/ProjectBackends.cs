using Monitoring.Secrets;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Backends.Settings;

/// <summary>Reads the settings of projects, and hides their tokens. A change holds from the next call on, on every host.</summary>
internal sealed class ProjectBackends(IDocumentStore store, ISecretProtector protector)
{
    private const string Purpose = "error-tracking-backend-token";

    public ValueTask<Versioned<BackendSettingsDocument>?> ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        store.FindAsync(Partition.Of(project), BackendDocuments.Settings, BackendSettingsDocument.Key, cancellationToken);

    public string Protect(string token) => protector.Protect(Purpose, token);

    /// <summary>The token; null when there is none or the host cannot read it any more.</summary>
    public string? Token(BackendSettingsDocument? settings) => settings?.ProtectedToken is { } stored ? protector.Unprotect(Purpose, stored) : null;
}
