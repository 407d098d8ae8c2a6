using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Tracing.Settings;

/// <summary>Keeps the settings as a document of the project.</summary>
internal sealed class StoredTracingSettings(SettingsCommands commands, IDocumentStore store, IOptions<ErrorTrackingOptions> options)
{
    private readonly SettingsKind<TracingSettings> _kind =
        TracingSettingsDocuments.KindOf(new TracingSettings { ApdexThreshold = options.Value.Tracing.ApdexThreshold });

    /// <summary>Reads the settings; who may is asked before.</summary>
    public ValueTask<TracingSettings> ReadAsync(ProjectId project, CancellationToken cancellationToken) => store.ReadAsync(_kind, project, cancellationToken);

    public ValueTask<CommandResult<TracingSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken) =>
        commands.GetAsync(_kind, actor, project, cancellationToken);

    public ValueTask<CommandResult<TracingSettings>> ReplaceAsync(
        Actor actor, ProjectId project, TracingSettings settings, long? expectedVersion, CancellationToken cancellationToken) =>
        commands.ReplaceAsync(_kind, actor, project, settings, expectedVersion, cancellationToken);
}
