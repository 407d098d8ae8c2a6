using System.Text;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tracing.Settings;

/// <summary>Keeps the settings as a document of the project; each change is in the audit log in the same commit. Who may is asked before.</summary>
internal sealed class StoredTracingSettings(IDocumentStore store, IAuditLog audit, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private const int MaxAttempts = 16;

    public async ValueTask<(TracingSettings Settings, long Version)> ReadAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var stored = await store.FindAsync(Partition.Of(project), TracingSettingsDocuments.Type, TracingSettingsDocument.Key, cancellationToken).ConfigureAwait(false);
        var threshold = stored is null ? options.Value.Tracing.ApdexThreshold : TimeSpan.FromMilliseconds(stored.Value.ApdexThresholdMilliseconds);
        return (new TracingSettings { ApdexThreshold = threshold }, stored?.Version ?? 0);
    }

    public async ValueTask<CommandResult<TracingSettings>> ReplaceAsync(
        Actor actor, ProjectId project, TracingSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        if (settings.ApdexThreshold < TracingSettings.LeastThreshold || settings.ApdexThreshold > TracingSettings.GreatestThreshold)
        {
            return CommandResults.Invalid<TracingSettings>("apdexThreshold: must be from a millisecond to an hour.");
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var (before, version) = await ReadAsync(project, cancellationToken).ConfigureAwait(false);
            if (expectedVersion is { } expected && expected != version)
            {
                return CommandResults.Conflict("The settings were changed meanwhile.", before, version);
            }

            if (settings == before && version > 0)
            {
                return CommandResults.Done(settings, version);
            }

            var after = new TracingSettingsDocument { ApdexThresholdMilliseconds = settings.ApdexThreshold.TotalMilliseconds };
            var entry = audit.Prepare(AuditEntry.Of(actor, project, "tracing.changed", $"project:{project}", timeProvider) with
            {
                Before = version == 0 ? null : Text(new TracingSettingsDocument { ApdexThresholdMilliseconds = before.ApdexThreshold.TotalMilliseconds }),
                After = Text(after),
            });
            var commit = new DocumentCommit { Partition = Partition.Of(project), Puts = [TracingSettingsDocuments.Type.Put(after, version), entry] };
            var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == CommitOutcome.Committed)
            {
                return CommandResults.Done(settings, result.Versions[0]);
            }
        }

        return CommandResults.Conflict<TracingSettings>("The settings are changed by others all the time; try again.");
    }

    private static string Text(TracingSettingsDocument document) => Encoding.UTF8.GetString(TracingSettingsDocuments.Type.Serialize(document).Span);
}
