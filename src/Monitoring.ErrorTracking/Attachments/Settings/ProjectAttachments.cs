using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Attachments.Settings;

/// <summary>Finds the settings of a project.</summary>
internal sealed class ProjectAttachments
{
    private readonly SettingsCache<AttachmentSettings, AttachmentSettings> _cache;

    public ProjectAttachments(IDocumentStore store, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
    {
        Kind = AttachmentSettingsDocuments.KindOf(Of(options.Value), options.Value.MaxAttachmentBytes);
        _cache = new SettingsCache<AttachmentSettings, AttachmentSettings>(Kind, (_, settings, _) => settings, store, timeProvider);
    }

    /// <summary>The settings; those of the host when a project has none of its own.</summary>
    public SettingsKind<AttachmentSettings> Kind { get; }

    public ValueTask<AttachmentSettings> GetAsync(ProjectId project, CancellationToken cancellationToken) => _cache.GetAsync(project, cancellationToken);

    public void Forget(ProjectId project) => _cache.Forget(project);

    private static AttachmentSettings Of(ErrorTrackingOptions options) => new()
    {
        Enabled = options.Attachments.Enabled,
        MaxBytes = Math.Min(options.Attachments.MaxBytes, options.MaxAttachmentBytes),
        MaxBytesPerEvent = options.Attachments.MaxBytesPerEvent,
        MaxPerEvent = options.Attachments.MaxPerEvent,
        Retention = options.Attachments.Retention,
        QuotaBytes = options.Attachments.QuotaBytes,
    };
}
