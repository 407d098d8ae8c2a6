using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Attachments.Settings;

/// <summary>Finds the settings of a project, and remembers them for seconds: a change is seen by other hosts after that.</summary>
internal sealed class ProjectAttachments(IDocumentStore store, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private const int MaxEntries = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ProjectId, Entry> _entries = new();

    /// <summary>The settings of projects that have none of their own.</summary>
    public AttachmentSettings Default { get; } = Of(options.Value);

    public async ValueTask<AttachmentSettings> GetAsync(ProjectId project, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(project, out var known) && timeProvider.GetElapsedTime(known.ReadAt) < Lifetime)
        {
            return known.Settings;
        }

        var readAt = timeProvider.GetTimestamp();
        var settings = (await ReadAsync(project, cancellationToken).ConfigureAwait(false))?.Value.Settings ?? Default;
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        _entries[project] = new Entry(settings, readAt);
        return settings;
    }

    public ValueTask<Versioned<AttachmentSettingsDocument>?> ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        store.FindAsync(Partition.Of(project), AttachmentSettingsDocuments.Type, AttachmentSettingsDocument.Key, cancellationToken);

    /// <summary>Forgets what is remembered, so that this host sees a change at once.</summary>
    public void Forget(ProjectId project) => _entries.TryRemove(project, out _);

    private static AttachmentSettings Of(ErrorTrackingOptions options) => new()
    {
        Enabled = options.Attachments.Enabled,
        MaxBytes = Math.Min(options.Attachments.MaxBytes, options.MaxAttachmentBytes),
        MaxBytesPerEvent = options.Attachments.MaxBytesPerEvent,
        MaxPerEvent = options.Attachments.MaxPerEvent,
        Retention = options.Attachments.Retention,
        QuotaBytes = options.Attachments.QuotaBytes,
    };

    private sealed record Entry(AttachmentSettings Settings, long ReadAt);
}
